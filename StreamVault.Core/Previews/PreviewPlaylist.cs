using System.Globalization;
using System.Text;

namespace StreamVault.Core.Previews;

/// <summary>A playlist of some segments of a stored playlist, spread over the whole video.</summary>
/// <param name="Text">The playlist, with absolute paths.</param>
/// <param name="Segments">The paths of its segments.</param>
/// <param name="FrameInterval">The minimum time between two frames of a preview.</param>
/// <param name="KeyFramesOnly">Whether the key frames are enough.</param>
internal sealed record PreviewPlaylist(
    string Text,
    IReadOnlyList<string> Segments,
    TimeSpan FrameInterval,
    bool KeyFramesOnly
)
{
    // Key frames within the same segment are skipped, and the start of the next one must not be.
    private const double OfSegment = 0.9;

    private sealed record Entry(string Name, double Seconds);

    /// <summary>Chooses the segments for a number of frames.</summary>
    /// <param name="playlist">The path of a stored media playlist.</param>
    /// <param name="key">The path of the video's key.</param>
    /// <param name="frames">The number of frames.</param>
    /// <returns>Null if it has no segments.</returns>
    public static PreviewPlaylist? Of(string playlist, string key, int frames)
    {
        var folder = Path.GetDirectoryName(playlist)!;
        var lines = File.ReadAllLines(playlist);
        var all = Entries(lines);
        if (all.Count == 0)
        {
            return null;
        }

        // A short video has too few segments, and decoding all of it takes no time.
        var isLong = all.Count >= frames;
        List<Entry> chosen = isLong
            ? [.. Enumerable.Range(0, frames).Select(i => all[((2 * i) + 1) * all.Count / (2 * frames)])]
            : all;
        var interval = isLong
            ? OfSegment * chosen.SkipLast(1).Min(entry => entry.Seconds)
            : all.Sum(entry => entry.Seconds) / frames;
        var iv = lines.First(line => line.StartsWith("#EXT-X-KEY:", StringComparison.Ordinal)).Split("IV=")[1];
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"#EXT-X-TARGETDURATION:{Math.Ceiling(chosen.Max(entry => entry.Seconds))}\n"
        );
        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-KEY:METHOD=AES-128,URI=\"file:{key}\",IV={iv}\n");
        foreach (var entry in chosen)
        {
            text.Append(CultureInfo.InvariantCulture, $"#EXTINF:{entry.Seconds:0.000000},\n");
            text.Append(CultureInfo.InvariantCulture, $"file:{Path.Combine(folder, entry.Name)}\n");
        }

        return new PreviewPlaylist(
            text.Append("#EXT-X-ENDLIST\n").ToString(),
            [.. chosen.Select(entry => Path.Combine(folder, entry.Name))],
            TimeSpan.FromSeconds(interval),
            isLong
        );
    }

    private static List<Entry> Entries(string[] lines)
    {
        var entries = new List<Entry>();
        var seconds = 0.0;
        foreach (var line in lines)
        {
            if (line.StartsWith("#EXTINF:", StringComparison.Ordinal))
            {
                seconds = double.Parse(line["#EXTINF:".Length..].TrimEnd(','), CultureInfo.InvariantCulture);
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                entries.Add(new Entry(Path.GetFileName(line), seconds));
            }
        }

        return entries;
    }
}
