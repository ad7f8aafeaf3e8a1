using System.Globalization;
using System.Text.RegularExpressions;
using StreamVault.Core.Hls;

namespace StreamVault.Core.Subtitles;

/// <summary>Reads SubRip and WebVTT: lines with two times, each followed by the lines that are shown then. Pure.</summary>
internal static partial class TimedLines
{
    /// <summary>Whether a line has the times of a cue.</summary>
    public static bool HasTimes(string text) => Times().IsMatch(text);

    /// <summary>
    /// Reads SubRip. A blank line doesn't end a cue: many files have blank lines between the lines of one.
    /// </summary>
    public static IEnumerable<WebVttCue> ReadSrt(string text)
    {
        foreach (var (times, lines) in Blocks(text))
        {
            var shown = lines.SkipWhile(line => line.Length == 0).ToList();
            TrimEnd(shown);
            // The number of the next cue.
            if (shown is [.., var last] && last.Trim().All(char.IsAsciiDigit) && times.NextMatch().Success)
            {
                shown.RemoveAt(shown.Count - 1);
            }

            var joined = string.Join('\n', shown);
            // Borrowed from ASS: {\an8} is at the top.
            var settings = Top().IsMatch(joined) ? " line:0" : "";
            yield return Cue(times, settings, CueText.FromMarkup(Override().Replace(joined, "")));
        }
    }

    /// <summary>Reads WebVTT.</summary>
    public static IEnumerable<WebVttCue> ReadVtt(string text)
    {
        foreach (var (times, lines) in Blocks(text))
        {
            var settings = string.Concat(
                Setting().Matches(times.Groups["rest"].Value).Select(setting => $" {setting.Value}")
            );
            yield return Cue(
                times,
                settings,
                CueText.FromMarkup(string.Join('\n', lines.TakeWhile(line => line.Length > 0)))
            );
        }
    }

    // Each line with times, and the lines after it up to the next.
    private static IEnumerable<(Match Times, string[] Lines)> Blocks(string text)
    {
        for (var times = Times().Match(text); times.Success; )
        {
            var next = times.NextMatch();
            var from = times.Index + times.Length;
            yield return (times, text[from..(next.Success ? next.Index : text.Length)].Split('\n')[1..]);
            times = next;
        }
    }

    private static void TrimEnd(List<string> lines)
    {
        while (lines is [.., var last] && string.IsNullOrWhiteSpace(last))
        {
            lines.RemoveAt(lines.Count - 1);
        }
    }

    private static WebVttCue Cue(Match times, string settings, string payload) =>
        new(TimeOf(times, "1"), TimeOf(times, "2"), $"{settings}\n{payload}");

    private static TimeSpan TimeOf(Match times, string number) =>
        new TimeSpan(Part(times, "h" + number), Part(times, "m" + number), Part(times, "s" + number))
        + TimeSpan.FromMilliseconds(
            int.Parse(times.Groups["f" + number].Value.PadRight(3, '0')[..3], CultureInfo.InvariantCulture)
        );

    private static int Part(Match times, string name) =>
        times.Groups[name] is { Success: true } part ? int.Parse(part.Value, CultureInfo.InvariantCulture) : 0;

    // Tools write commas or points, and omit hours, digits and spaces.
    [GeneratedRegex(
        @"^[ \t]*(?:(?<h1>\d{1,4}):)?(?<m1>\d{1,2}):(?<s1>\d{1,2})(?:[,.](?<f1>\d{1,6}))?[ \t]*-->[ \t]*"
            + @"(?:(?<h2>\d{1,4}):)?(?<m2>\d{1,2}):(?<s2>\d{1,2})(?:[,.](?<f2>\d{1,6}))?(?<rest>[ \t][^\n]*)?$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Times();

    [GeneratedRegex(@"(?<!\S)(?:line|position|align|size|vertical):[A-Za-z0-9.,%+-]+(?!\S)")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\{\\an?[789]\}")]
    private static partial Regex Top();

    [GeneratedRegex(@"\{\\[^{}\n]*\}")]
    private static partial Regex Override();
}
