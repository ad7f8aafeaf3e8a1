using System.Globalization;
using System.Text;

namespace StreamVault.Core.Hls;

/// <summary>The whole, finished playlist of one variant stream (RFC 8216, 4.3.3), every segment encrypted with one key.</summary>
/// <param name="KeyUri">Where the key is, relative to the playlist.</param>
/// <param name="Iv">The initialization vector of every segment, 16 bytes as lower-case hex.</param>
/// <param name="Segments">In playing order; at least one.</param>
public sealed record MediaPlaylist(string KeyUri, string Iv, IReadOnlyList<Segment> Segments)
{
    /// <summary>The sum of all segments.</summary>
    public TimeSpan Duration => Segments.Aggregate(TimeSpan.Zero, (sum, segment) => sum + segment.Duration);

    /// <summary>
    /// The longest segment in whole seconds, rounded, and at least 1 (RFC 8216, 4.3.3.1): a segment shorter than half a
    /// second would round to 0, which players take for a broken playlist.
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

    /// <summary>Reads segment names and durations from a playlist that FFmpeg wrote; everything else in it is ours to say.</summary>
    /// <param name="text">The playlist.</param>
    /// <exception cref="FormatException">It is no finished media playlist.</exception>
    public static IReadOnlyList<(string Name, TimeSpan Duration)> ReadSegments(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines is not ["#EXTM3U", .., "#EXT-X-ENDLIST"])
        {
            throw new FormatException("The media playlist has no beginning or no end.");
        }

        var segments = new List<(string, TimeSpan)>();
        TimeSpan? duration = null;
        foreach (var line in lines)
        {
            if (line.StartsWith("#EXTINF:", StringComparison.Ordinal))
            {
                var seconds = double.Parse(line["#EXTINF:".Length..].Split(',')[0], CultureInfo.InvariantCulture);
                duration = TimeSpan.FromSeconds(seconds);
            }
            else if (!line.StartsWith('#'))
            {
                segments.Add((line, duration ?? throw new FormatException($"The segment {line} has no duration.")));
                duration = null;
            }
        }

        return segments;
    }
}
