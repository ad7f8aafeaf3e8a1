using System.Collections.Concurrent;
using System.Threading.Channels;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;

namespace StreamVault.Web.Jobs;

/// <summary>
/// The changes since the last read, in bounded memory: the latest progress of each job, and whether the jobs must be
/// read again.
/// </summary>
internal sealed class PendingJobUpdates(TimeProvider clock)
{
    private readonly ConcurrentDictionary<JobId, JobProgress> _progress = new();
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    private int _outdated = 1;

    /// <summary>Marks the jobs as outdated.</summary>
    public void Invalidate()
    {
        Interlocked.Exchange(ref _outdated, 1);
        _signal.Writer.TryWrite(true);
    }

    public void Report(JobProgress progress)
    {
        _progress[progress.Job] = progress;
        _signal.Writer.TryWrite(true);
    }

    public bool TakeOutdated() => Interlocked.Exchange(ref _outdated, 0) == 1;

    public IReadOnlyList<JobProgress> TakeProgress() =>
        [
            .. _progress
                .Keys.ToArray()
                .Select(job => _progress.TryRemove(job, out var taken) ? taken : null)
                .OfType<JobProgress>(),
        ];

    /// <summary>Waits for the next change or until a heartbeat is due, but at least for the pause.</summary>
    /// <returns>False if it was cancelled.</returns>
    public async Task<bool> NextAsync(TimeSpan pause, TimeSpan heartbeat, CancellationToken cancellationToken)
    {
        try
        {
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var signaled = _signal.Reader.ReadAsync(waiting.Token).AsTask();
            if (await Task.WhenAny(signaled, Task.Delay(heartbeat, clock, waiting.Token)) != signaled)
            {
                // What a job waits for can change without an event, as time passes.
                Invalidate();
            }

            await waiting.CancelAsync();
            await Task.Delay(pause, clock, cancellationToken);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
