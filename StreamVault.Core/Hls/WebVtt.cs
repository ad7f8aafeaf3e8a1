using System.Globalization;
using System.Text;

namespace StreamVault.Core.Hls;

/// <summary>Reads WebVTT subtitles and divides them into segments (https://www.w3.org/TR/webvtt1/; RFC 8216, 3.5).</summary>
public static class WebVtt
{
    private const string Arrow = " --> ";
    private static readonly string[] NoCues = ["WEBVTT", "NOTE", "STYLE", "REGION"];

    /// <summary>Reads the cues of a file that FFmpeg wrote. Other blocks are ignored.</summary>
    /// <param name="text">The file.</param>
    public static IReadOnlyList<WebVttCue> Read(string text) =>
        [
            .. text.ReplaceLineEndings("\n")
                .Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
                .Select(Cue)
                .OfType<WebVttCue>()
                .Where(cue => cue.End > cue.Start),
        ];

    /// <summary>
    /// How many text blocks in a file belong to no cue because they follow a blank line within a cue.
    /// </summary>
    /// <param name="text">The file.</param>
    public static int CountOrphanedBlocks(string text) =>
        text.ReplaceLineEndings("\n")
            .Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Count(block =>
                !block.Contains(Arrow, StringComparison.Ordinal)
                && !string.IsNullOrWhiteSpace(block)
                && !Array.Exists(NoCues, word => block.TrimStart('\n').StartsWith(word, StringComparison.Ordinal))
            );

    private static WebVttCue? Cue(string block)
    {
        var lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var times = Array.FindIndex(lines, line => line.Contains(Arrow, StringComparison.Ordinal));
        if (times < 0 || times + 1 >= lines.Length)
        {
            return null;
        }

        var (before, after) = (lines[times].Split(Arrow)[0], lines[times].Split(Arrow)[1]);
        var settings = after.IndexOf(' ', StringComparison.Ordinal) is var space and >= 0 ? after[space..] : "";
        return Time(before) is { } start && Time(after[..^settings.Length]) is { } end
            ? new WebVttCue(start, end, settings + "\n" + string.Join('\n', lines[(times + 1)..]))
            : null;
    }

    private static TimeSpan? Time(string text)
    {
        var parts = text.Trim().Split(':');
        return
            parts.Length is 2 or 3
            && double.TryParse(parts[^1], CultureInfo.InvariantCulture, out var seconds)
            && int.TryParse(parts[^2], CultureInfo.InvariantCulture, out var minutes)
            && int.TryParse(parts.Length == 3 ? parts[0] : "0", CultureInfo.InvariantCulture, out var hours)
            ? new TimeSpan(hours, minutes, 0) + TimeSpan.FromSeconds(seconds)
            : null;
    }

    /// <summary>
    /// The text of one segment: all cues that are shown within it, including those that started before. A cue in two segments
    /// is identical in both, so that players show it once.
    /// </summary>
    /// <param name="cues">All cues.</param>
    /// <param name="from">The start of the segment.</param>
    /// <param name="to">The end of the segment.</param>
    /// <param name="begin">The timestamp at which the video starts in its transport streams.</param>
    public static string Segment(IEnumerable<WebVttCue> cues, TimeSpan from, TimeSpan to, TimeSpan begin)
    {
        var text = new StringBuilder("WEBVTT\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"X-TIMESTAMP-MAP=MPEGTS:{(long)Math.Round(begin.TotalSeconds * 90_000)},LOCAL:00:00:00.000\n"
        );
        foreach (var cue in cues.Where(cue => cue.Start < to && cue.End > from))
        {
            text.Append('\n')
                .Append(Clock(cue.Start))
                .Append(Arrow)
                .Append(Clock(cue.End))
                .Append(cue.Text)
                .Append('\n');
        }

        return text.ToString();
    }

    private static string Clock(TimeSpan time) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}.{time.Milliseconds:000}"
        );
}
