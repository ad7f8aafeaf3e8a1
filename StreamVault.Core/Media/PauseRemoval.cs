using System.Globalization;

namespace StreamVault.Core.Media;

/// <summary>
/// Takes long pauses out of the time of a copy, and leaves out the little that lies alone behind one for less than a
/// second. Pure.
/// </summary>
internal static class PauseRemoval
{
    // Shorter than that, and with less than that share of the fullest one, it is no recording but a stray. What shows a
    // picture every quarter of an hour has many of the first kind and none of the second.
    private const double ShortestStretch = 1;
    private const double SmallestShare = 0.05;
    private const double LeftOfPause = 0.04;

    /// <returns>The bitstream filters for every track (ffmpeg-bitstream-filters, noise and setts); null if there is no long pause.</returns>
    /// <param name="stretches">Where the copied file holds something, in the order of time, by its own time stamps.</param>
    public static string? Filters(IReadOnlyList<TimestampSpan> stretches)
    {
        if (stretches.Count < 2)
        {
            return null;
        }

        var (stays, shift, end) = (new List<string>(), "0", stretches[0].From);
        for (var i = 0; i < stretches.Count; i++)
        {
            var stretch = stretches[i];
            if (Stays(stretch, stretches))
            {
                var (above, below) = (Border(stretches, i - 1), Border(stretches, i));
                stays.Add($"between(TIME,{Number(above)},{Number(below)})");
                var begin = stays.Count == 1 ? end : end + LeftOfPause;
                shift = $"if(gte(TIME,{Number(above)}),{Number(stretch.From - begin)},{shift})";
                end = begin + stretch.To - stretch.From;
            }
        }

        // Without a presentation time, the decoding time tells.
        var drop = string.Join('+', stays)
            .Replace("TIME", "(if(isnan(pts)+eq(pts,nopts),dts,pts)*tb)", StringComparison.Ordinal);
        return $"noise=amount=0:drop='not({drop})',setts=pts='{Shifted("PTS", shift)}':dts='{Shifted("DTS", shift)}'";
    }

    /// <returns>Where the last stretch ends that is no stray, in seconds; null if nothing was found.</returns>
    public static double? End(IReadOnlyList<TimestampSpan> stretches) =>
        stretches.LastOrDefault(stretch => Stays(stretch, stretches))?.To;

    private static bool Stays(TimestampSpan stretch, IReadOnlyList<TimestampSpan> all) =>
        stretch.Packets > SmallestShare * all.Max(other => other.Packets)
        || stretch.To - stretch.From >= ShortestStretch;

    // In the middle of the pause behind a stretch: decoding times come a little before the presentation times.
    private static double Border(IReadOnlyList<TimestampSpan> stretches, int index) =>
        index < 0 ? -1e9
        : index == stretches.Count - 1 ? 1e9
        : (stretches[index].To + stretches[index + 1].From) / 2;

    private static string Shifted(string time, string shift) =>
        $"{time}-{shift.Replace("TIME", $"({time}*TB)", StringComparison.Ordinal)}/TB";

    private static string Number(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
