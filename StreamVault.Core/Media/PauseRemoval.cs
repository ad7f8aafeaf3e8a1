using System.Globalization;

namespace StreamVault.Core.Media;

/// <summary>
/// Removes long pauses from the timeline of a copy, and drops the few packets after a pause that last less than a second.
/// Pure.
/// </summary>
internal static class PauseRemoval
{
    // A span that is shorter than this, and has less than this share of the packets of the largest span, is an outlier. A
    // time lapse with a frame every 15 minutes has many short spans, but none with so few packets.
    private const double MinSpanSeconds = 1;
    private const double MinPacketShare = 0.05;
    private const double RemainingPause = 0.04;

    /// <returns>The bitstream filters for every track (ffmpeg-bitstream-filters, noise and setts); null if there is no long pause.</returns>
    /// <param name="spans">The spans of the copied file in chronological order, by its own timestamps.</param>
    public static string? Filters(IReadOnlyList<TimestampSpan> spans)
    {
        if (spans.Count < 2)
        {
            return null;
        }

        var (kept, shift, end) = (new List<string>(), "0", spans[0].From);
        for (var i = 0; i < spans.Count; i++)
        {
            var span = spans[i];
            if (IsKept(span, spans))
            {
                var (above, below) = (Border(spans, i - 1), Border(spans, i));
                kept.Add($"between(TIME,{Number(above)},{Number(below)})");
                var begin = kept.Count == 1 ? end : end + RemainingPause;
                shift = $"if(gte(TIME,{Number(above)}),{Number(span.From - begin)},{shift})";
                end = begin + span.To - span.From;
            }
        }

        // Without a presentation timestamp, the decoding timestamp is used.
        var drop = string.Join('+', kept)
            .Replace("TIME", "(if(isnan(pts)+eq(pts,nopts),dts,pts)*tb)", StringComparison.Ordinal);
        return $"noise=amount=0:drop='not({drop})',setts=pts='{Shifted("PTS", shift)}':dts='{Shifted("DTS", shift)}'";
    }

    /// <returns>The end of the last span that is not an outlier, in seconds; null if there is none.</returns>
    public static double? End(IReadOnlyList<TimestampSpan> spans) =>
        spans.LastOrDefault(span => IsKept(span, spans))?.To;

    private static bool IsKept(TimestampSpan span, IReadOnlyList<TimestampSpan> all) =>
        span.Packets > MinPacketShare * all.Max(other => other.Packets) || span.To - span.From >= MinSpanSeconds;

    // In the middle of the pause after a span, because decoding times are slightly before presentation times.
    private static double Border(IReadOnlyList<TimestampSpan> spans, int index) =>
        index < 0 ? -1e9
        : index == spans.Count - 1 ? 1e9
        : (spans[index].To + spans[index + 1].From) / 2;

    private static string Shifted(string time, string shift) =>
        $"{time}-{shift.Replace("TIME", $"({time}*TB)", StringComparison.Ordinal)}/TB";

    private static string Number(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
