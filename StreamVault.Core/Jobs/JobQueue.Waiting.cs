using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Jobs;

/// <summary>A waiting job and what it waits for.</summary>
/// <param name="Job">The job; queued or paused.</param>
/// <param name="VideoTitle">The title of its video.</param>
/// <param name="Wait">What it waits for.</param>
public sealed record WaitingJob(EncodingJob Job, string VideoTitle, JobWait Wait);

/// <summary>The first waiting jobs.</summary>
/// <param name="Jobs">At most as many as requested.</param>
/// <param name="Total">The total number of waiting jobs.</param>
public sealed record WaitingJobs(IReadOnlyList<WaitingJob> Jobs, int Total);

/// <summary>How many jobs are running and waiting.</summary>
/// <param name="Running">Jobs that a worker holds.</param>
/// <param name="Waiting">Jobs that are queued or paused.</param>
public sealed record JobCounts(int Running, int Waiting);

public sealed partial class JobQueue
{
    /// <summary>Waiting jobs: queued jobs in the order in which they will run, then paused jobs.</summary>
    /// <param name="take">The maximum number to return.</param>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<WaitingJobs> WaitingAsync(int take, bool withPrivate, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var counts = await CountAsync(database, withPrivate, cancellationToken);
        var scheduler = await SchedulerAsync(database, cancellationToken);
        var queued = scheduler
            .Order(await FirstAsync(database, scheduler, take, withPrivate, cancellationToken))
            .Select(turn => (Id: turn.Job.Id, turn.Wait))
            .ToList();
        var paused = await Visible(database, withPrivate)
            .Where(job => job.Status == JobStatus.Paused)
            .OrderBy(job => job.QueuedAt)
            .Take(take - queued.Count)
            .Select(job => job.Id)
            .ToListAsync(cancellationToken);
        var shown = queued.Concat(paused.Select(id => (Id: id, Wait: new JobWait(WaitReason.Paused)))).ToList();
        var listings = await ListingsAsync(database, [.. shown.Select(turn => turn.Id)], cancellationToken);
        return new WaitingJobs(
            [
                .. shown
                    .Where(turn => listings.ContainsKey(turn.Id))
                    .Select(turn => new WaitingJob(listings[turn.Id].Job, listings[turn.Id].VideoTitle, turn.Wait)),
            ],
            counts.Waiting
        );
    }

    /// <summary>What a job waits for; null if it does not wait.</summary>
    public async Task<JobWait?> WaitOfAsync(EncodingJob job, CancellationToken cancellationToken) =>
        (await WaitsOfAsync([job], cancellationToken)).GetValueOrDefault(job.Id);

    /// <summary>What the waiting jobs among these wait for.</summary>
    public async Task<IReadOnlyDictionary<JobId, JobWait>> WaitsOfAsync(
        IReadOnlyCollection<EncodingJob> jobs,
        CancellationToken cancellationToken
    )
    {
        var waits = jobs.Where(job => job.Status == JobStatus.Paused)
            .ToDictionary(job => job.Id, _ => new JobWait(WaitReason.Paused));
        var queued = jobs.Where(job => job.Status == JobStatus.Queued).Select(job => job.Id).ToList();
        if (queued.Count == 0)
        {
            return waits;
        }

        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var scheduler = await SchedulerAsync(database, cancellationToken);
        var ahead = await JobOrder.AheadAsync(database, scheduler, queued, cancellationToken);
        foreach (var job in await QueuedAsync(database, queued, cancellationToken))
        {
            waits[job.Id] = scheduler.GetWait(job, ahead.GetValueOrDefault(job.Id.ToString()));
        }

        return waits;
    }

    /// <summary>How many jobs of visible videos are running and waiting.</summary>
    public async Task<JobCounts> CountAsync(bool withPrivate, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await CountAsync(database, withPrivate, cancellationToken);
    }

    private static async Task<JobCounts> CountAsync(
        StreamVaultDbContext database,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        var counts = await Visible(database, withPrivate)
            .GroupBy(job => job.Status)
            .Select(jobs => new { Status = jobs.Key, Count = jobs.Count() })
            .ToDictionaryAsync(row => row.Status, row => row.Count, cancellationToken);
        return new JobCounts(
            counts.GetValueOrDefault(JobStatus.Processing),
            counts.GetValueOrDefault(JobStatus.Queued) + counts.GetValueOrDefault(JobStatus.Paused)
        );
    }

    /// <summary>The job; null if it does not exist.</summary>
    public async Task<JobListing?> FindAsync(JobId id, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
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

    private async Task<JobScheduler> SchedulerAsync(
        StreamVaultDbContext database,
        CancellationToken cancellationToken
    ) =>
        new(
            clock.GetUtcNow(),
            clock.LocalTimeZone,
            await ScheduleAsync(database, cancellationToken),
            playback.HasBeenQuietFor(options.Value.QuietBeforeIdle),
            storage.FreeBytes,
            options.Value.WorkerCount
        );

    private static async Task<List<QueuedJob>> FirstAsync(
        StreamVaultDbContext database,
        JobScheduler scheduler,
        int take,
        bool withPrivate,
        CancellationToken cancellationToken
    ) =>
        await QueuedAsync(
            database,
            await JobOrder.FirstAsync(database, scheduler, take, withPrivate, cancellationToken),
            cancellationToken
        );

    // Returns at most one job, and none if none is due.
    private static async Task<List<QueuedJob>> NextAsync(
        StreamVaultDbContext database,
        JobScheduler scheduler,
        CancellationToken cancellationToken
    ) =>
        await QueuedAsync(
            database,
            await JobOrder.NextAsync(database, scheduler, cancellationToken),
            cancellationToken
        );

    private static Task<List<QueuedJob>> QueuedAsync(
        StreamVaultDbContext database,
        IEnumerable<string> ids,
        CancellationToken cancellationToken
    ) => QueuedAsync(database, [.. ids.Select(id => JobId.Parse(id, null))], cancellationToken);

    private static Task<List<QueuedJob>> QueuedAsync(
        StreamVaultDbContext database,
        List<JobId> ids,
        CancellationToken cancellationToken
    ) =>
        AsQueuedJobs(
                database,
                database.EncodingJobs.Where(job => job.Status == JobStatus.Queued && ids.Contains(job.Id))
            )
            .ToListAsync(cancellationToken);

    // Until the length is known, it is estimated from the size at 8 Mbit/s, the bit rate of a phone.
    private static IQueryable<QueuedJob> AsQueuedJobs(StreamVaultDbContext database, IQueryable<EncodingJob> jobs) =>
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
