using System.Globalization;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Verification;

/// <summary>
/// Whether the best stored quality has fewer pixels or a lower frame rate than the source. Such an original is never
/// deleted, whatever the setting. Pure.
/// </summary>
internal static class SmallerResult
{
    // Sizes are rounded to even numbers, and a source that nearly fits a quality is stored as it is.
    private const double MinRatio = 0.97;

    /// <returns>Why the original is kept; null if the result is as large as the source.</returns>
    public static string? Of(EncodePlan plan)
    {
        var (width, height) = plan.Video.DisplaySize;
        var best = plan.Rungs[0];
        if (best.Width < MinRatio * width || best.Height < MinRatio * height)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"The original is kept: it is {width:0}×{height:0}, and the best stored quality is {best.Width}×{best.Height}."
            );
        }

        var (rate, stored) = (FrameRateChoice.Nominal(plan.Video).PerSecond, plan.Chunks.Rate.PerSecond);
        return stored < MinRatio * rate
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"The original is kept: it has {rate:0.##} fps, and the stored video has {stored:0.##} fps."
                )
            : plan.Video.Interlaced
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"The original is kept: it is interlaced with {2 * rate:0.##} fields per second, and the stored video has {stored:0.##} fps."
                )
            : null;
    }
}
