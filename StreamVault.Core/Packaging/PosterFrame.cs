using StreamVault.Core.Encoding.Planning;

namespace StreamVault.Core.Packaging;

/// <summary>The frame for the poster of a video: the one among several whose colors and brightness are most typical.</summary>
/// <param name="From">Earlier frames are ignored, because many videos start black.</param>
/// <param name="KeyFramesOnly">Whether to consider only key frames; otherwise every fourth frame.</param>
/// <param name="Path">The JPEG file to write.</param>
internal sealed record PosterFrame(TimeSpan From, bool KeyFramesOnly, string Path)
{
    /// <summary>The maximum width of a poster in pixels.</summary>
    public const int Widest = 1280;

    // With fewer segments, there are too few key frames to choose from, and decoding all frames takes no time.
    private const int EnoughSegments = 4;

    /// <summary>The poster frame of a whole video.</summary>
    /// <param name="chunks">Its chunks.</param>
    /// <param name="frames">The number of frames.</param>
    /// <param name="path">The JPEG file to write.</param>
    public static PosterFrame Of(ChunkPlan chunks, long frames, string path) =>
        new(chunks.Rate.TimeOf(frames / 10), chunks.SegmentsIn(frames) >= EnoughSegments, path);

    /// <summary>The smallest rung that is at least as wide as a poster.</summary>
    public static Rung RungOf(EncodePlan plan) =>
        plan.Rungs.LastOrDefault(rung => rung.Width >= Widest) ?? plan.Rungs[0];
}
