using System.Collections.Concurrent;
using System.Threading.Channels;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;

namespace StreamVault.Web.Jobs;

/// <summary>
/// The changes since the last read, in bounded memory: the latest progress of each job, and whether the jobs must be
/// read again.
/// </summary>
internal sealed class JobNews(TimeProvider clock)
{
    private readonly ConcurrentDictionary<JobId, JobProgress> _progress = new();
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    private int _outdated = 1;

    /// <summary>Marks the jobs as outdated.</summary>
    public void Outdate()
    {
        Interlocked.Exchange(ref _outdated, 1);
        _bell.Writer.TryWrite(true);
    }

    public void Note(JobProgress progress)
    {
        _progress[progress.Job] = progress;
        _bell.Writer.TryWrite(true);
    }

    public bool TakeOutdated() => Interlocked.Exchange(ref _outdated, 0) == 1;

    public IReadOnlyList<JobProgress> TakeProgress() =>
        [
            .. _progress
                .Keys.ToArray()
                .Select(job => _progress.TryRemove(job, out var taken) ? taken : null)
                .OfType<JobProgress>(),
        ];

    /// <summary>Waits for the next change, for at least the pause and until a heartbeat is due at most.</summary>
    /// <returns>False if it was cancelled.</returns>
    public async Task<bool> NextAsync(TimeSpan pause, TimeSpan heartbeat, CancellationToken cancellationToken)
    {
        try
        {
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var rung = _bell.Reader.ReadAsync(waiting.Token).AsTask();
            if (await Task.WhenAny(rung, Task.Delay(heartbeat, clock, waiting.Token)) != rung)
            {
                // What a job waits for can change without an event, as time passes.
                Outdate();
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
