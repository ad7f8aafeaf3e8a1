using StreamVault.Core.Entities;

namespace StreamVault.Core.Jobs;

/// <summary>How far a running job is, right now.</summary>
/// <param name="Job">The job.</param>
/// <param name="Video">Its video.</param>
/// <param name="Fraction">Share of the whole job done, 0 to 1, never falling within an attempt.</param>
/// <param name="Stage">What is being done, naming the rungs: <c>Video 1080p, 720p, 480p</c>, <c>Audio</c>, <c>Packaging 720p</c>.</param>
/// <param name="Speed">Seconds of video finished per second of wall clock over the last while; null while unknown.</param>
/// <param name="Remaining">Time left, judged by the pace of the last minutes; null while unknown.</param>
/// <param name="ChunksDone">Finished chunks: what a restart keeps.</param>
/// <param name="ChunkCount">All chunks of the plan; 0 while there is no plan yet.</param>
/// <param name="FramesPerSecond">
/// Pictures encoded a second, in every rung alike, since all rungs of a chunk are made by one program in lock step; null
/// while unknown or while no picture is encoded.
/// </param>
/// <param name="Note">How the source is handled, if not as usual, in a sentence for a person.</param>
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
    /// <summary>What was made of each rung so far, best first; empty until there is something.</summary>
    public IReadOnlyList<RungProgress> Rungs { get; init; } = [];
}

/// <summary>How much of a rung there is.</summary>
/// <param name="Name"><c>720p</c>.</param>
/// <param name="Bytes">Size of its picture so far.</param>
/// <param name="BitsPerSecond">Its rate so far, measured against the length of what is done; null while unknown.</param>
public sealed record RungProgress(string Name, long Bytes, double? BitsPerSecond);
