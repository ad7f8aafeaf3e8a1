using System.Collections.Concurrent;
using System.Threading.Channels;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;

namespace StreamVault.Web.Jobs;

/// <summary>What happened since somebody last asked, in bounded memory: the newest progress of each job, and whether to read again.</summary>
internal sealed class JobNews(TimeProvider clock)
{
    private readonly ConcurrentDictionary<JobId, JobProgress> _progress = new();
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    private int _outdated = 1;

    /// <summary>What was read is old.</summary>
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

    /// <summary>Waits for the next that happens, but not shorter than a pause and not longer than until a heartbeat is due.</summary>
    /// <returns>False when it is over.</returns>
    public async Task<bool> NextAsync(TimeSpan pause, TimeSpan heartbeat, CancellationToken cancellationToken)
    {
        try
        {
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var rung = _bell.Reader.ReadAsync(waiting.Token).AsTask();
            if (await Task.WhenAny(rung, Task.Delay(heartbeat, clock, waiting.Token)) != rung)
            {
                // What a job waits for changes by the mere passing of time.
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
