namespace StreamVault.Core.Hls;

/// <summary>The bitrates of a variant stream (RFC 8216, 4.3.4.2), measured from its segments.</summary>
public static class PeakRate
{
    /// <summary>
    /// BANDWIDTH: the largest rate of any run of segments that lasts 0.5 to 1.5 target durations (RFC 8216, 4.1), and
    /// never less than the average, so that a stream too short for such a run has one too.
    /// </summary>
    /// <param name="playlist">The stream.</param>
    public static long BitsPerSecond(MediaPlaylist playlist)
    {
        var (shortest, longest) = (playlist.TargetDuration * 0.5, playlist.TargetDuration * 1.5);
        var peak = AverageBitsPerSecond(playlist);
        for (var first = 0; first < playlist.Segments.Count; first++)
        {
            var (seconds, bytes) = (0.0, 0L);
            for (var last = first; last < playlist.Segments.Count && seconds < longest; last++)
            {
                seconds += playlist.Segments[last].Duration.TotalSeconds;
                bytes += playlist.Segments[last].Bytes;
                if (seconds >= shortest && seconds <= longest)
                {
                    peak = Math.Max(peak, (long)Math.Ceiling(bytes * 8 / seconds));
                }
            }
        }

        return peak;
    }

    /// <summary>AVERAGE-BANDWIDTH: all bits divided by all seconds, rounded up.</summary>
    /// <param name="playlist">The stream.</param>
    public static long AverageBitsPerSecond(MediaPlaylist playlist) =>
        (long)Math.Ceiling(playlist.Segments.Sum(segment => segment.Bytes) * 8 / playlist.Duration.TotalSeconds);
}
