using StreamVault.Core.Library;

namespace StreamVault.Core.Jobs;

/// <summary>How far a running job is, right now.</summary>
/// <param name="Job">The job.</param>
/// <param name="Video">Its video.</param>
/// <param name="Fraction">Share of the whole job done, 0 to 1, never falling within an attempt.</param>
/// <param name="Stage">What is being done, naming the rungs: <c>Video 1080p, 720p, 480p</c>, <c>Audio</c>, <c>Packaging 720p</c>.</param>
/// <param name="Speed">Seconds of video finished per second of wall clock over the last while; null while unknown.</param>
/// <param name="Remaining">Time left at the present speed; null while unknown.</param>
/// <param name="ChunksDone">Finished chunks: what a restart keeps.</param>
/// <param name="ChunkCount">All chunks of the plan; 0 while there is no plan yet.</param>
public sealed record JobProgress(
    JobId Job,
    VideoId Video,
    double Fraction,
    string Stage,
    double? Speed,
    TimeSpan? Remaining,
    int ChunksDone,
    int ChunkCount
);
