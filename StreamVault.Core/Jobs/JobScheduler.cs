using StreamVault.Core.Entities;

namespace StreamVault.Core.Jobs;

/// <summary>What the order of the queue needs to know of a job.</summary>
/// <param name="Id">The job.</param>
/// <param name="Priority">Its priority.</param>
/// <param name="OnlyInOffHours">Whether it waits for the off-hours by itself.</param>
/// <param name="QueuedAt">Since when it has been waiting to be finished.</param>
/// <param name="NextAttemptAt">Not before this time.</param>
/// <param name="NeededBytes">Not before so much is free.</param>
/// <param name="RemainingSeconds">Seconds of video that are still to be made.</param>
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
/// Whose turn it is, at one moment. Of the jobs that are due the one of the highest priority comes first, and within a
/// priority the one with the least work left, so that a short video need not wait for a long one. Each second of waiting
/// counts as a second less of work: no job waits for ever, however many short ones come. Pure.
/// </summary>
/// <param name="now">The moment.</param>
/// <param name="zone">The server's time zone.</param>
/// <param name="schedule">What holds for all jobs.</param>
/// <param name="isQuiet">Whether nobody has watched for a while.</param>
/// <param name="freeBytes">Room on the disk.</param>
/// <param name="workers">How many workers there are.</param>
internal sealed class JobScheduler(
    DateTimeOffset now,
    TimeZoneInfo zone,
    EncodingSchedule schedule,
    bool isQuiet,
    long freeBytes,
    int workers
)
{
    // Only for much less work is a job interrupted: then it costs the longer one little, and both are done sooner on average.
    private const double MuchLess = 0.25;

    private readonly OffHours _offHours = new(schedule.OffHoursFrom, schedule.OffHoursTo);

    /// <summary>The current time.</summary>
    public DateTimeOffset Now => now;

    /// <summary>Whether no job at all is due.</summary>
    public bool HoldsAll => schedule.IsPaused || workers == 0;

    /// <summary>Whether every job waits for the off-hours, except those of the highest priority.</summary>
    public bool OnlyInOffHours => schedule.OnlyInOffHours;

    /// <summary>When the off-hours begin next.</summary>
    public DateTimeOffset OffHoursBegin => _offHours.NextBegin(now, zone);

    /// <summary>Whether nobody has watched recently.</summary>
    public bool IsQuiet => isQuiet;

    /// <summary>Free disk space.</summary>
    public long FreeBytes => freeBytes;

    /// <summary>The job to work on next; null if none is due.</summary>
    public QueuedJob? Next(IEnumerable<QueuedJob> waiting) => Ordered(waiting.Where(IsDue)).FirstOrDefault();

    /// <summary>All waiting jobs as they come, each with what it waits for; those that are not due come last.</summary>
    public IReadOnlyList<(QueuedJob Job, JobWait Wait)> Arrange(IReadOnlyCollection<QueuedJob> waiting)
    {
        var due = Ordered(waiting.Where(IsDue)).Select((job, ahead) => (job, new JobWait(WaitReason.Turn, ahead)));
        var held = Ordered(waiting.Where(job => !IsDue(job)))
            .Select(job => (job, Wait: HeldBackBy(job)!))
            .OrderBy(held => held.Wait.Until ?? DateTimeOffset.MaxValue);
        return [.. due, .. held];
    }

    /// <summary>What a waiting job waits for.</summary>
    /// <param name="job">The job.</param>
    /// <param name="ahead">How many come before it, if it is due.</param>
    public JobWait WaitOf(QueuedJob job, int ahead) => HeldBackBy(job) ?? new JobWait(WaitReason.Turn, ahead);

    /// <summary>
    /// Whether a running job should stop at the end of a chunk: its hours are over, a job of higher priority waits, or one of
    /// the same with less than a quarter of its work, unless it has itself waited as long as its work takes.
    /// </summary>
    public bool IsOver(QueuedJob running, IEnumerable<QueuedJob> waiting) =>
        HeldBackBy(running) is not null
        || waiting
            .Where(IsDue)
            .Any(job =>
                job.Priority < running.Priority
                || job.Priority == running.Priority && Weight(job) < Weight(running) * MuchLess
            );

    private bool IsDue(QueuedJob job) => HeldBackBy(job) is null;

    private JobWait? HeldBackBy(QueuedJob job)
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
            return new JobWait(WaitReason.Room, NeededBytes: job.NeededBytes.Value, FreeBytes: freeBytes);
        }

        if (job.Priority != JobPriority.Now && (schedule.OnlyInOffHours || job.OnlyInOffHours) && !IsOffHour)
        {
            return new JobWait(WaitReason.OffHours, Until: _offHours.NextBegin(now, zone));
        }

        return job.Priority == JobPriority.Idle && !isQuiet ? new JobWait(WaitReason.Quiet) : null;
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
