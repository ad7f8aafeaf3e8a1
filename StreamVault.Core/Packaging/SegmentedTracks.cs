using StreamVault.Core.Encoding.Chunks;

namespace StreamVault.Core.Packaging;

/// <summary>The tracks in the segments of one playlist.</summary>
/// <param name="Name">The prefix of the segment names: <c>1080p</c>.</param>
/// <param name="Video">The files of the video; none for audio alone.</param>
/// <param name="Audio">The audio file, AAC with a header before each frame (ADTS); null for video alone.</param>
internal sealed record SegmentedTracks(string Name, IReadOnlyList<VideoChunkFile> Video, string? Audio)
{
    /// <summary>Whether there is video.</summary>
    public bool HasVideo => Video.Count > 0;
}
