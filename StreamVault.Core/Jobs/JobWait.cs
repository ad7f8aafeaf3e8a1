using System.Text.Json.Serialization;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Jobs;

/// <summary>What a job waits for. Serialized by name: <c>off_hours</c>.</summary>
public enum WaitReason
{
    /// <summary>Jobs ahead of it, or a free worker. The HTTP interface calls it <c>turn</c>.</summary>
    [JsonStringEnumMemberName("turn")]
    EarlierJobs,

    /// <summary>The user paused it.</summary>
    Paused,

    /// <summary>The user paused all jobs.</summary>
    AllPaused,

    /// <summary>Its next attempt, after a failure.</summary>
    NextAttempt,

    /// <summary>Free disk space. The HTTP interface calls it <c>room</c>.</summary>
    [JsonStringEnumMemberName("room")]
    DiskSpace,

    /// <summary>The next off-hours.</summary>
    OffHours,

    /// <summary>The end of playback. The HTTP interface calls it <c>quiet</c>.</summary>
    [JsonStringEnumMemberName("quiet")]
    Playback,

    /// <summary>The setting for workers is 0.</summary>
    NoWorkers,

    /// <summary>FFmpeg is missing. Set by the caller; the queue never returns it.</summary>
    Ffmpeg,
}

/// <summary>What a job waits for.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Ahead">Of <see cref="WaitReason.EarlierJobs"/>: how many jobs are ahead.</param>
/// <param name="Until">When the wait ends; null if unknown.</param>
/// <param name="NeededBytes">Of <see cref="WaitReason.DiskSpace"/>: the space needed.</param>
/// <param name="FreeBytes">Of <see cref="WaitReason.DiskSpace"/>: the free space.</param>
public sealed record JobWait(
    WaitReason Reason,
    int Ahead = 0,
    DateTimeOffset? Until = null,
    long NeededBytes = 0,
    long FreeBytes = 0
);
