using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Jobs;

/// <summary>A job that waits, and what for.</summary>
/// <param name="Job">The job; queued or paused.</param>
/// <param name="VideoTitle">The title of its video.</param>
/// <param name="Wait">What it waits for.</param>
public sealed record WaitingJob(EncodingJob Job, string VideoTitle, JobWait Wait);

/// <summary>The first of the jobs that wait.</summary>
/// <param name="Jobs">Those asked for.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record WaitingJobs(IReadOnlyList<WaitingJob> Jobs, int Total);

public sealed partial class JobQueue
{
    /// <summary>What waits, in the order of its turns: queued jobs, then those that a person paused.</summary>
    /// <param name="take">How many to give at most.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<WaitingJobs> WaitingAsync(int take, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var turns = await TurnsAsync(database, cancellationToken);
        var queued = turns
            .Arrange(await QueuedAsync(database, cancellationToken))
            .Select(turn => (Id: turn.Job.Id, turn.Wait));
        var paused = await database
            .EncodingJobs.Where(job => job.Status == JobStatus.Paused)
            .OrderBy(job => job.QueuedAt)
            .Select(job => job.Id)
            .ToListAsync(cancellationToken);
        var all = queued.Concat(paused.Select(id => (Id: id, Wait: new JobWait(WaitReason.Paused)))).ToList();
        var shown = all.Take(take).ToList();
        var listings = await ListingsAsync(database, [.. shown.Select(turn => turn.Id)], cancellationToken);
        return new WaitingJobs(
            [
                .. shown
                    .Where(turn => listings.ContainsKey(turn.Id))
                    .Select(turn => new WaitingJob(listings[turn.Id].Job, listings[turn.Id].VideoTitle, turn.Wait)),
            ],
            all.Count
        );
    }

    /// <summary>What a job waits for; null if it does not wait.</summary>
    public async Task<JobWait?> WaitOfAsync(EncodingJob job, CancellationToken cancellationToken)
    {
        if (job.Status != JobStatus.Queued)
        {
            return job.Status == JobStatus.Paused ? new JobWait(WaitReason.Paused) : null;
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var turns = await TurnsAsync(database, cancellationToken);
        return turns
            .Arrange(await QueuedAsync(database, cancellationToken))
            .FirstOrDefault(turn => turn.Job.Id == job.Id)
            .Wait;
    }

    /// <summary>The job, or null if there is none of that id.</summary>
    public async Task<JobListing?> FindAsync(JobId id, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return (await ListingsAsync(database, [id], cancellationToken)).GetValueOrDefault(id);
    }

    private static Task<Dictionary<JobId, JobListing>> ListingsAsync(
        StreamVaultDbContext database,
        IReadOnlyCollection<JobId> ids,
        CancellationToken cancellationToken
    ) =>
        database
            .EncodingJobs.AsNoTracking()
            .Where(job => ids.Contains(job.Id))
            .Join(database.Videos, job => job.VideoId, owner => owner.Id, (job, owner) => new { job, owner.Title })
            .Select(row => new JobListing(row.job, row.Title))
            .ToDictionaryAsync(listing => listing.Job.Id, cancellationToken);

    private async Task<JobTurns> TurnsAsync(StreamVaultDbContext database, CancellationToken cancellationToken) =>
        new(
            clock.GetUtcNow(),
            clock.LocalTimeZone,
            await ScheduleAsync(database, cancellationToken),
            audience.HasBeenQuietFor(options.Value.QuietBeforeIdle),
            storage.FreeBytes,
            options.Value.WorkerCount
        );

    private static Task<List<QueuedJob>> QueuedAsync(
        StreamVaultDbContext database,
        CancellationToken cancellationToken
    ) =>
        Turns(database, database.EncodingJobs.Where(job => job.Status == JobStatus.Queued))
            .ToListAsync(cancellationToken);

    // As long as nobody knows the length, a file is as long as a phone's video of its size: 8 Mbit/s.
    private static IQueryable<QueuedJob> Turns(StreamVaultDbContext database, IQueryable<EncodingJob> jobs) =>
        jobs.AsNoTracking()
            .Join(
                database.Videos,
                job => job.VideoId,
                video => video.Id,
                (job, video) =>
                    new QueuedJob(
                        job.Id,
                        job.Priority,
                        job.OnlyInOffHours,
                        job.QueuedAt,
                        job.NextAttemptAt,
                        job.NeededBytes,
                        (video.DurationSeconds ?? (video.FileSizeBytes ?? 0) / 1_000_000.0) * (1 - job.Progress)
                    )
            );
}
