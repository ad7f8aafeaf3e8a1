using StreamVault.Core.Encoding.Chunks;

namespace StreamVault.Core.Packaging;

/// <summary>What goes into the segments of one playlist.</summary>
/// <param name="Name">What the segments' names begin with: <c>1080p</c>.</param>
/// <param name="Pictures">The picture, in as many files as it was made in; none for sound alone.</param>
/// <param name="Sound">The sound, AAC with a header before each frame; null for a picture alone.</param>
internal sealed record SegmentedTracks(string Name, IReadOnlyList<VideoChunkFile> Pictures, string? Sound)
{
    /// <summary>Whether there is anything to see.</summary>
    public bool HasPicture => Pictures.Count > 0;
}
