using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Jobs;

public sealed partial class JobQueue
{
    // A video that takes the whole server down with it would otherwise be tried for ever.
    private const int MaxInterruptions = 5;

    /// <summary>
    /// Puts back what an earlier run of the server left in hand, due at once. The attempt does not count, since the
    /// server died and not the video; but a video that does so five times in a row without finishing a chunk is given up.
    /// Call once at start, before any worker claims.
    /// </summary>
    /// <returns>How many jobs were found.</returns>
    public async Task<int> RecoverInterruptedAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var interrupted = await database
            .EncodingJobs.Where(job => job.Status == JobStatus.Processing)
            .ToListAsync(cancellationToken);
        foreach (var job in interrupted)
        {
            TakeBack(job);
            job.Interruptions++;
            if (job.Interruptions >= MaxInterruptions)
            {
                job.ErrorCause = FailureCause.ServerStopped;
                job.ErrorMessage =
                    $"The server stopped {job.Interruptions} times while it was preparing this video. "
                    + "Look at the server's log for the cause (often too little memory), then retry.";
                await GiveUpAsync(database, job, clock.GetUtcNow(), cancellationToken);
            }
            else
            {
                await RequeueAsync(database, job, cancellationToken);
            }
        }

        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var job in interrupted)
        {
            Log.Recovered(logger, job.Id, job.VideoId, "the server was stopped while it worked");
            Announce(job.VideoId);
        }

        return interrupted.Count;
    }

    /// <summary>
    /// Requeues jobs that count as running although no worker has held them for
    /// <see cref="JobOptions.StaleAfter"/>, because the worker couldn't save how the job ended. The attempt does not
    /// count.
    /// </summary>
    /// <returns>How many jobs were put back.</returns>
    public async Task<int> RecoverStaleAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var processing = await database
            .EncodingJobs.Where(job => job.Status == JobStatus.Processing && job.LeaseToken != null)
            .ToListAsync(cancellationToken);
        _signs.Keep(processing.Select(job => job.LeaseToken!.Value).ToHashSet());
        var stale = processing
            .Where(job => _signs.IsSilentFor(options.Value.StaleAfter, job.LeaseToken!.Value))
            .ToList();
        foreach (var job in stale)
        {
            job.ErrorCause = FailureCause.WorkerLost;
            job.ErrorMessage = "Its worker stopped unexpectedly. The server's log may say why. It's back in the queue.";
            TakeBack(job);
            await RequeueAsync(database, job, cancellationToken);
        }

        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var job in stale)
        {
            Log.Recovered(logger, job.Id, job.VideoId, "no worker holds it");
            Announce(job.VideoId);
        }

        return stale.Count;
    }
}
