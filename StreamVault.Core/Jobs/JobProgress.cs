using StreamVault.Core.Entities;

namespace StreamVault.Core.Jobs;

/// <summary>The current progress of a running job.</summary>
/// <param name="Job">The job.</param>
/// <param name="Video">Its video.</param>
/// <param name="Fraction">The completed share of the whole job, 0 to 1; never decreases within an attempt.</param>
/// <param name="Stage">
/// The current step and its rungs: <c>Video 1080p, 720p, 480p</c>, <c>Audio</c>, <c>Packaging 720p</c>.
/// </param>
/// <param name="Speed">
/// Seconds of video finished per second of wall-clock time, measured recently; null while unknown.
/// </param>
/// <param name="Remaining">The time left, estimated from the speed of the last minutes; null while unknown.</param>
/// <param name="ChunksDone">The number of finished chunks, which a restart keeps.</param>
/// <param name="ChunkCount">The number of chunks in the plan; 0 until there is a plan.</param>
/// <param name="FramesPerSecond">
/// Frames encoded per second. It is the same for every rung, because one program encodes all rungs of a chunk in lock
/// step. Null while unknown or while no frames are encoded.
/// </param>
/// <param name="Note">How the source is handled if it needs special treatment, as a sentence for the user.</param>
public sealed record JobProgress(
    JobId Job,
    VideoId Video,
    double Fraction,
    string Stage,
    double? Speed,
    TimeSpan? Remaining,
    int ChunksDone,
    int ChunkCount,
    double? FramesPerSecond = null,
    string? Note = null
)
{
    /// <summary>The progress of each rung, best first; empty until there is some output.</summary>
    public IReadOnlyList<RungProgress> Rungs { get; init; } = [];
}

/// <summary>The progress of a rung.</summary>
/// <param name="Name"><c>720p</c>.</param>
/// <param name="Bytes">The size of its video so far.</param>
/// <param name="BitsPerSecond">Its bit rate so far, relative to the finished duration; null while unknown.</param>
public sealed record RungProgress(string Name, long Bytes, double? BitsPerSecond);
