namespace StreamVault.Core.Entities;

/// <summary>The settings for all jobs: one row.</summary>
public sealed class EncodingSchedule
{
    internal const int OnlyId = 1;

    /// <summary>There is only one row.</summary>
    public int Id { get; init; } = OnlyId;

    /// <summary>Whether all jobs are paused until the user resumes them.</summary>
    public bool IsPaused { get; set; }

    /// <summary>
    /// Whether all jobs wait for the off-hours, except those with priority <see cref="JobPriority.Now"/>.
    /// </summary>
    public bool OnlyInOffHours { get; set; }

    /// <summary>When the off-hours begin, in the server's local time. Default 22:00.</summary>
    public TimeOnly OffHoursFrom { get; set; } = new(22, 0);

    /// <summary>When the off-hours end; on the next day if this is earlier than their start. Default 07:00.</summary>
    public TimeOnly OffHoursTo { get; set; } = new(7, 0);
}

/// <summary>Published when the schedule changes.</summary>
/// <param name="Schedule">The new schedule.</param>
public sealed record ScheduleChange(EncodingSchedule Schedule);
