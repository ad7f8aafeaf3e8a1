using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;

namespace StreamVault.Core.Jobs;

public sealed partial class JobQueue
{
    /// <summary>
    /// Stops the running jobs of trashed videos. Their finished chunks are kept, and the attempt does not count. They
    /// go back to the queue, where jobs of trashed videos wait until the video is restored.
    /// </summary>
    /// <returns>The number of stopped jobs.</returns>
    public async Task<int> StopTrashedAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var trashed = database.EncodingJobs.Where(job =>
            job.Status == JobStatus.Processing
            && database.Videos.Any(video => video.Id == job.VideoId && video.TrashedAt != null)
        );
        if (!await trashed.AnyAsync(cancellationToken))
        {
            return 0;
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var stopped = await trashed.ToListAsync(cancellationToken);
        foreach (var job in stopped)
        {
            RefundAttempt(job);
            await RequeueAsync(database, job, cancellationToken);
        }

        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var job in stopped)
        {
            LeaseRevoked?.Invoke(job.Id);
            Log.StatusChanged(logger, job.Id, job.VideoId, job.Status);
            Announce(job.VideoId);
        }

        return stopped.Count;
    }

    /// <summary>
    /// Queues the jobs of restored videos again: waiting jobs can be claimed at once, and a video that failed is tried
    /// again with all attempts. A job that the user paused stays paused.
    /// </summary>
    /// <param name="videos">The restored videos.</param>
    /// <param name="cancellationToken">Cancels; the remaining videos keep their state.</param>
    public async Task QueueRestoredAsync(IReadOnlyCollection<VideoId> videos, CancellationToken cancellationToken)
    {
        foreach (var (video, job) in await FailedAsync(videos, cancellationToken))
        {
            _ = job is { } failed
                ? await RetryAsync(failed, cancellationToken)
                : await QueueAgainAsync(video, cancellationToken);
        }

        signal.Wake();
        foreach (var video in videos)
        {
            events.Publish(new JobChange(video));
            events.Publish(new LibraryChange(video));
        }
    }

    private async Task<IReadOnlyList<(VideoId Video, JobId? Job)>> FailedAsync(
        IReadOnlyCollection<VideoId> videos,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var failed = await database
            .Videos.Where(video => videos.Contains(video.Id) && video.Status == VideoStatus.Failed)
            .Select(video => new
            {
                video.Id,
                Jobs = database
                    .EncodingJobs.Where(job => job.VideoId == video.Id && job.Status == JobStatus.Failed)
                    .OrderByDescending(job => job.CreatedAt)
                    .Select(job => job.Id)
                    .ToList(),
            })
            .ToListAsync(cancellationToken);
        return [.. failed.Select(row => (row.Id, row.Jobs is [var job, ..] ? job : (JobId?)null))];
    }
}
