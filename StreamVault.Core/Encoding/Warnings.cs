using System.Globalization;

namespace StreamVault.Core.Encoding;

/// <summary>What a person should know although the video plays.</summary>
internal static class Warnings
{
    /// <returns>Sentences, or null if all is well.</returns>
    /// <param name="plan">What the source promised.</param>
    /// <param name="frames">What could be read of it.</param>
    /// <param name="hasSound">Whether any sound could be read.</param>
    public static string? Of(EncodePlan plan, long frames, bool hasSound)
    {
        var (expected, read) = (plan.Chunks.Duration.TotalSeconds, plan.Chunks.Rate.TimeOf(frames).TotalSeconds);
        var isShort = expected - read > 1 && expected - read > 0.02 * expected;
        string?[] all =
        [
            plan.Warning,
            isShort
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"The file ends early: {read:0} of {expected:0} seconds could be read. The rest is missing or damaged."
                )
                : null,
            plan.Sound is not null && !hasSound ? "The sound is missing: none of it could be decoded." : null,
        ];
        return Array.Exists(all, warning => warning is not null)
            ? string.Join(' ', all.Append("The uploaded file is kept.").OfType<string>())
            : null;
    }
}
