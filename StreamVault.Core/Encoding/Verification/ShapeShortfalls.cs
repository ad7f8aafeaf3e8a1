using System.Globalization;
using StreamVault.Core.Encoding.Planning;

namespace StreamVault.Core.Encoding.Verification;

/// <summary>Losses that come from the size of the source's frames, not from missing frames. Pure.</summary>
internal static class ShapeShortfalls
{
    // The only codec whose separate fields FFmpeg doesn't combine into frames.
    private const string FieldCodec = "hevc";

    /// <param name="plan">What was planned.</param>
    /// <param name="sizes">The sizes of the source's key frames.</param>
    /// <returns>Sentences; none if every frame is shown in its own shape.</returns>
    public static IEnumerable<string> Of(EncodePlan plan, KeyFrameSizes sizes)
    {
        // Without re-encoding, the frames are as they were.
        if (plan.Encoded.Count == 0)
        {
            yield break;
        }

        if (sizes is { First: { } first, Next: { } next })
        {
            var times = sizes.Changes == 1 ? "once" : $"{sizes.Changes:#,0} times";
            var clock = next.At is { } at ? $" at {Clock(at)}" : "";
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The frame size changes {times}, first from {Describe(plan, first)} to {Describe(plan, next)}{clock}. "
            ) + "The prepared video has one size throughout, so parts of it may look stretched or less sharp.";
        }

        if (plan.Video.Codec == FieldCodec && sizes.AreInterlaced)
        {
            yield return "The video is interlaced HEVC whose fields are stored separately. FFmpeg can't combine them, "
                + "so the video has half its height and flickers.";
        }
    }

    private static string Describe(EncodePlan plan, KeyFrameSize size) =>
        plan.Video.IsRotated ? $"{size.Height}×{size.Width}" : $"{size.Width}×{size.Height}";

    private static string Clock(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Max(0, Math.Round(seconds)));
        return time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
    }
}
