using System.Globalization;
using System.Text.RegularExpressions;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Similarity;

/// <summary>Which of two similar videos is better.</summary>
/// <param name="FirstAdvantages">What is better about the first: <c>sharper</c>.</param>
/// <param name="SecondAdvantages">What is better about the second.</param>
public sealed partial record VersionComparison(
    IReadOnlyList<string> FirstAdvantages,
    IReadOnlyList<string> SecondAdvantages
)
{
    private const double MinSecondsLonger = 1;
    private const double MinSharpnessRatio = 1.1;
    private const double MinBitRateRatio = 1.25;

    /// <summary>The better video: true for the first, false for the second; null if each has advantages, or none.</summary>
    public bool? IsFirstBetter =>
        (FirstAdvantages.Count > 0, SecondAdvantages.Count > 0) switch
        {
            (true, false) => true,
            (false, true) => false,
            _ => null,
        };

    /// <summary>The reason, as a sentence.</summary>
    public string Reason =>
        (FirstAdvantages, SecondAdvantages) switch
        {
            ([], []) => "Neither is clearly better.",
            (_, []) => Sentence("It is ", FirstAdvantages, "."),
            ([], _) => Sentence("It is ", SecondAdvantages, "."),
            _ => Sentence("The first is ", FirstAdvantages, ", ") + Sentence("the second is ", SecondAdvantages, "."),
        };

    /// <summary>Compares two videos by what is known about their sources.</summary>
    public static VersionComparison Of(Video first, Video second)
    {
        var (firstAdvantages, secondAdvantages) = (new List<string>(), new List<string>());
        void Prefer(double difference, string advantage)
        {
            if (difference != 0)
            {
                (difference > 0 ? firstAdvantages : secondAdvantages).Add(advantage);
            }
        }

        Prefer(HasNoProblem(first).CompareTo(HasNoProblem(second)), "free of known problems");
        var (firstSize, secondSize) = (PixelsOf(first), PixelsOf(second));
        var isSizeDifferent =
            firstSize > 0 && secondSize > 0 && Ratio(firstSize, secondSize) >= MinSharpnessRatio * MinSharpnessRatio;
        Prefer(isSizeDifferent ? firstSize - secondSize : 0, "sharper");
        var longer = (first.DurationSeconds ?? 0) - (second.DurationSeconds ?? 0);
        Prefer(Math.Abs(longer) >= MinSecondsLonger ? longer : 0, $"longer by {Seconds(Math.Abs(longer))}");
        if (first.SourceSummary is not null && second.SourceSummary is not null)
        {
            Prefer(HasSound(first).CompareTo(HasSound(second)), "the one with sound");
        }

        // Newer codecs need fewer bits, so bit rates matter only if the codecs are equal and nothing else decides.
        if (firstAdvantages.Count == 0 && secondAdvantages.Count == 0 && CodecOf(first) == CodecOf(second))
        {
            var (firstRate, secondRate) = (BitRateOf(first), BitRateOf(second));
            var isRateDifferent = firstRate > 0 && secondRate > 0 && Ratio(firstRate, secondRate) >= MinBitRateRatio;
            Prefer(isRateDifferent ? firstRate - secondRate : 0, "less compressed");
        }

        return new VersionComparison(firstAdvantages, secondAdvantages);
    }

    private static bool HasNoProblem(Video video) => video.Damage is null && !video.HasAnyWarning;

    private static bool HasSound(Video video) => !video.SourceSummary!.EndsWith("no audio", StringComparison.Ordinal);

    private static double BitRateOf(Video video) =>
        video is { FileSizeBytes: { } bytes, DurationSeconds: > 0 and { } seconds } ? bytes / seconds : 0;

    private static string? CodecOf(Video video) => video.SourceSummary?.Split(" · ").ElementAtOrDefault(2);

    private static double PixelsOf(Video video) =>
        video.SourceSummary is { } summary && FrameSize().Match(summary) is { Success: true } size
            ? Number(size.Groups[1]) * Number(size.Groups[2])
            : 0;

    private static double Number(Group digits) => double.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    private static double Ratio(double one, double other) => Math.Max(one, other) / Math.Min(one, other);

    private static string Seconds(double seconds) =>
        seconds < 60
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(seconds)} s")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Round(seconds / 60)} min");

    private static string Sentence(string start, IReadOnlyList<string> advantages, string end) =>
        start + Joined(advantages) + end;

    private static string Joined(IReadOnlyList<string> advantages) =>
        advantages.Count == 1
            ? advantages[0]
            : $"{string.Join(", ", advantages.Take(advantages.Count - 1))} and {advantages[^1]}";

    [GeneratedRegex(@"\A(\d+)×(\d+) ")]
    private static partial Regex FrameSize();
}
