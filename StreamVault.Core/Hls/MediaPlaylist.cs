using System.Globalization;
using System.Text;

namespace StreamVault.Core.Hls;

/// <summary>The complete playlist of one variant stream (RFC 8216, 4.3.3), with all segments encrypted with one key.</summary>
/// <param name="KeyUri">The URI of the key, relative to the playlist.</param>
/// <param name="Iv">The initialization vector of every segment, 16 bytes as lower-case hex.</param>
/// <param name="Segments">The segments in playback order; at least one.</param>
public sealed record MediaPlaylist(string KeyUri, string Iv, IReadOnlyList<Segment> Segments)
{
    /// <summary>The total duration of all segments.</summary>
    public TimeSpan Duration => Segments.Aggregate(TimeSpan.Zero, (sum, segment) => sum + segment.Duration);

    /// <summary>
    /// The longest segment in whole seconds, rounded, and at least 1 (RFC 8216, 4.3.3.1). A segment shorter than half a
    /// second would round to 0, and players would reject the playlist.
    /// </summary>
    public int TargetDuration =>
        Math.Max(1, (int)Segments.Max(s => Math.Round(s.Duration.TotalSeconds, MidpointRounding.AwayFromZero)));

    /// <summary>The playlist as text, ending in a line feed.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append("#EXTM3U\n#EXT-X-VERSION:3\n");
        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-TARGETDURATION:{TargetDuration}\n");
        text.Append("#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:VOD\n");
        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-KEY:METHOD=AES-128,URI=\"{KeyUri}\",IV=0x{Iv}\n");
        foreach (var segment in Segments)
        {
            text.Append(CultureInfo.InvariantCulture, $"#EXTINF:{segment.Duration.TotalSeconds:0.000000},\n");
            text.Append(segment.Name).Append('\n');
        }

        return text.Append("#EXT-X-ENDLIST\n").ToString();
    }
}
