using StreamVault.Core.Entities;

namespace StreamVault.Core.Jobs;

/// <summary>What a job waits for. Told by name: <c>off_hours</c>.</summary>
public enum WaitReason
{
    /// <summary>For the jobs before it, or for a worker to be free.</summary>
    Turn,

    /// <summary>A person paused it.</summary>
    Paused,

    /// <summary>A person paused everything.</summary>
    AllPaused,

    /// <summary>For its next attempt, after one that failed.</summary>
    NextAttempt,

    /// <summary>For room on the disk.</summary>
    Room,

    /// <summary>For the off-hours to begin.</summary>
    OffHours,

    /// <summary>For nobody to be watching.</summary>
    Quiet,

    /// <summary>The setting for workers is 0.</summary>
    NoWorkers,

    /// <summary>For FFmpeg, which is missing. The queue knows nothing of it; whoever shows what it says adds this.</summary>
    Ffmpeg,
}

/// <summary>What a job waits for.</summary>
/// <param name="Reason">For what.</param>
/// <param name="Ahead">Of <see cref="WaitReason.Turn"/>: how many waiting jobs come first.</param>
/// <param name="Until">When it is over by itself, where that is known.</param>
/// <param name="NeededBytes">Of <see cref="WaitReason.Room"/>: what must be free.</param>
/// <param name="FreeBytes">Of <see cref="WaitReason.Room"/>: what is.</param>
public sealed record JobWait(
    WaitReason Reason,
    int Ahead = 0,
    DateTimeOffset? Until = null,
    long NeededBytes = 0,
    long FreeBytes = 0
);
