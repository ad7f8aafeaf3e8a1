using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Hls;

namespace StreamVault.Core.Previews;

/// <summary>How FFmpeg turns segments into the images of a preview.</summary>
/// <param name="Segments">The segments, in order; not empty.</param>
/// <param name="KeyFramesOnly">Whether the key frames are enough.</param>
/// <param name="Filter">The video filter, which produces at least <paramref name="Images"/> images.</param>
/// <param name="Images">The number of images.</param>
/// <param name="JpegQuality">FFmpeg's quality of JPEG images: 2 is best, 31 is worst.</param>
internal sealed record PreviewRecipe(
    IReadOnlyList<Segment> Segments,
    bool KeyFramesOnly,
    string Filter,
    int Images,
    int JpegQuality
)
{
    // Other key frames of a segment are skipped. The start of the next segment must not be.
    private const double SkippedShare = 0.9;

    /// <summary>Selects the first frame, then each frame that is at least this much later than the last one.</summary>
    public static string SelectEvery(TimeSpan interval) =>
        $"select='isnan(prev_selected_t)+gte(t-prev_selected_t,{FfmpegText.Seconds(interval)})'";

    /// <summary>Selects the key frame at the start of each segment. The last segment may be shorter than the others.</summary>
    /// <param name="segments">The segments; at least two.</param>
    public static string SelectStarts(IReadOnlyList<Segment> segments) =>
        SelectEvery(SkippedShare * segments.SkipLast(1).Min(segment => segment.Duration));
}
