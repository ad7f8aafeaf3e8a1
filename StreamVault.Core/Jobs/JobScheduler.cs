using StreamVault.Core.Entities;

namespace StreamVault.Core.Jobs;

/// <summary>The properties of a job that its order in the queue depends on.</summary>
/// <param name="Id">The job.</param>
/// <param name="Priority">Its priority.</param>
/// <param name="OnlyInOffHours">Whether this job runs only in off-hours.</param>
/// <param name="QueuedAt">When it was queued.</param>
/// <param name="NextAttemptAt">The earliest time it may run.</param>
/// <param name="NeededBytes">The free disk space it needs.</param>
/// <param name="RemainingSeconds">Seconds of video left to encode.</param>
internal sealed record QueuedJob(
    JobId Id,
    JobPriority Priority,
    bool OnlyInOffHours,
    DateTimeOffset QueuedAt,
    DateTimeOffset? NextAttemptAt,
    long? NeededBytes,
    double RemainingSeconds
);

/// <summary>
/// Orders the queue at one point in time. Due jobs are sorted by priority, then by remaining work, so that a short
/// video does not wait for a long one. Each second of waiting counts as one second less work, so that no job waits
/// forever.
/// </summary>
/// <param name="now">The current time.</param>
/// <param name="zone">The server's time zone.</param>
/// <param name="schedule">The settings for all jobs.</param>
/// <param name="isIdle">Whether nothing was played recently.</param>
/// <param name="freeBytes">Free disk space.</param>
/// <param name="workers">How many workers there are.</param>
internal sealed class JobScheduler(
    DateTimeOffset now,
    TimeZoneInfo zone,
    EncodingSchedule schedule,
    bool isIdle,
    long freeBytes,
    int workers
)
{
    // Only a job with much less work preempts a running one. The delay is then small, and jobs finish sooner on
    // average.
    private const double PreemptionRatio = 0.25;

    private readonly OffHours _offHours = new(schedule.OffHoursFrom, schedule.OffHoursTo);

    /// <summary>The current time.</summary>
    public DateTimeOffset Now => now;

    /// <summary>Whether no job can start, because all jobs are paused or there are no workers.</summary>
    public bool IsHeld => schedule.IsPaused || workers == 0;

    /// <summary>Whether only jobs with the highest priority run outside off-hours.</summary>
    public bool OnlyInOffHours => schedule.OnlyInOffHours;

    /// <summary>When the next off-hours begin.</summary>
    public DateTimeOffset OffHoursBegin => _offHours.NextBegin(now, zone);

    /// <summary>Whether nothing was played recently. Jobs with the lowest priority wait for that.</summary>
    public bool IsIdle => isIdle;

    /// <summary>Free disk space.</summary>
    public long FreeBytes => freeBytes;

    /// <summary>The next job; null if none is due.</summary>
    public QueuedJob? Next(IEnumerable<QueuedJob> waiting) => Ordered(waiting.Where(IsDue)).FirstOrDefault();

    /// <summary>
    /// Sorts waiting jobs and gets the reason why each is waiting. Due jobs come first, in the order in which they will
    /// run; the others follow in the order in which they become due.
    /// </summary>
    public IReadOnlyList<(QueuedJob Job, JobWait Wait)> Order(IReadOnlyCollection<QueuedJob> waiting)
    {
        var due = Ordered(waiting.Where(IsDue))
            .Select((job, ahead) => (job, new JobWait(WaitReason.EarlierJobs, ahead)));
        var held = Ordered(waiting.Where(job => !IsDue(job)))
            .Select(job => (job, Wait: BlockedBy(job)!))
            .OrderBy(held => held.Wait.Until ?? DateTimeOffset.MaxValue);
        return [.. due, .. held];
    }

    /// <summary>Gets why a job is waiting.</summary>
    /// <param name="job">The job.</param>
    /// <param name="ahead">How many due jobs come before it.</param>
    public JobWait GetWait(QueuedJob job, int ahead) => BlockedBy(job) ?? new JobWait(WaitReason.EarlierJobs, ahead);

    /// <summary>
    /// Whether a running job should stop after its current chunk. It should if it could no longer start, for example
    /// because its off-hours have ended, or if a due job has a higher priority. A due job of the same priority preempts
    /// it if it has less than a quarter of its remaining work. The time since each job was queued is first deducted
    /// from its work.
    /// </summary>
    public bool ShouldPreempt(QueuedJob running, IEnumerable<QueuedJob> waiting) =>
        BlockedBy(running) is not null
        || waiting
            .Where(IsDue)
            .Any(job =>
                job.Priority < running.Priority
                || job.Priority == running.Priority && Weight(job) < Weight(running) * PreemptionRatio
            );

    private bool IsDue(QueuedJob job) => BlockedBy(job) is null;

    private JobWait? BlockedBy(QueuedJob job)
    {
        if (schedule.IsPaused)
        {
            return new JobWait(WaitReason.AllPaused);
        }

        if (workers == 0)
        {
            return new JobWait(WaitReason.NoWorkers);
        }

        if (job.NextAttemptAt > now)
        {
            return new JobWait(WaitReason.NextAttempt, Until: job.NextAttemptAt);
        }

        if (job.NeededBytes > freeBytes)
        {
            return new JobWait(WaitReason.DiskSpace, NeededBytes: job.NeededBytes.Value, FreeBytes: freeBytes);
        }

        if (job.Priority != JobPriority.Now && (schedule.OnlyInOffHours || job.OnlyInOffHours) && !IsOffHour)
        {
            return new JobWait(WaitReason.OffHours, Until: _offHours.NextBegin(now, zone));
        }

        return job.Priority == JobPriority.Idle && !isIdle ? new JobWait(WaitReason.Playback) : null;
    }

    /// <summary>Whether it is currently off-hours.</summary>
    public bool IsOffHour => _offHours.Contains(TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime));

    private IOrderedEnumerable<QueuedJob> Ordered(IEnumerable<QueuedJob> jobs) =>
        jobs.OrderBy(job => job.Priority)
            .ThenBy(Weight)
            .ThenBy(job => job.QueuedAt)
            .ThenBy(job => job.Id.ToString(), StringComparer.Ordinal);

    private double Weight(QueuedJob job) => Math.Max(0, job.RemainingSeconds - (now - job.QueuedAt).TotalSeconds);
}
