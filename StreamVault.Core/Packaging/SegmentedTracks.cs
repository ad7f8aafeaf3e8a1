using StreamVault.Core.Encoding.Chunks;

namespace StreamVault.Core.Packaging;

/// <summary>What goes into the segments of one playlist.</summary>
/// <param name="Name">What the segments' names begin with: <c>1080p</c>.</param>
/// <param name="Video">The picture, in as many files as it was made in; none for sound alone.</param>
/// <param name="Audio">The sound, AAC with a header before each frame; null for a picture alone.</param>
internal sealed record SegmentedTracks(string Name, IReadOnlyList<VideoChunkFile> Video, string? Audio)
{
    /// <summary>Whether there is anything to see.</summary>
    public bool HasVideo => Video.Count > 0;
}
