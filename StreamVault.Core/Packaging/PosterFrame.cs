using StreamVault.Core.Encoding.Planning;

namespace StreamVault.Core.Packaging;

/// <summary>The picture that stands for a video: the most typical of several, in colours and light.</summary>
/// <param name="From">Earlier ones are not looked at: many videos begin black.</param>
/// <param name="KeyFramesOnly">Whether to look at key pictures alone; otherwise at every fourth picture.</param>
/// <param name="Path">Where it goes, as JPEG.</param>
internal sealed record PosterFrame(TimeSpan From, bool KeyFramesOnly, string Path)
{
    /// <summary>Width of the widest poster in pixels.</summary>
    public const int Widest = 1280;

    // Of fewer segments too few key pictures are left to choose from, and to decode all of them takes no time.
    private const int EnoughSegments = 4;

    /// <summary>Of a whole video.</summary>
    /// <param name="chunks">How it is cut.</param>
    /// <param name="frames">How many pictures it holds.</param>
    /// <param name="path">Where it goes.</param>
    public static PosterFrame Of(ChunkPlan chunks, long frames, string path) =>
        new(chunks.Rate.TimeOf(frames / 10), chunks.SegmentsIn(frames) >= EnoughSegments, path);

    /// <summary>The smallest rung that is as large as a poster gets.</summary>
    public static Rung RungOf(EncodePlan plan) =>
        plan.Rungs.LastOrDefault(rung => rung.Width >= Widest) ?? plan.Rungs[0];
}
