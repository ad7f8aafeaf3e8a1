namespace StreamVault.Core.Encoding;

/// <summary>What goes into the segments of one playlist.</summary>
/// <param name="Name">What the segments' names begin with: <c>1080p</c>.</param>
/// <param name="List">The pieces of the picture; null for sound alone.</param>
/// <param name="Audio">The sound; null for a picture alone.</param>
/// <param name="Segment">
/// A segment ends at the first key frame from this time on, the next one at the first from twice the time on, and so on
/// (FFmpeg formats, hls_time).
/// </param>
internal sealed record SegmentedTracks(string Name, string? List, string? Audio, TimeSpan Segment);
