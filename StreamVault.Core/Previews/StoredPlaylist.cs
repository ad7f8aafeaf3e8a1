using System.Globalization;
using System.Text;

namespace StreamVault.Core.Previews;

/// <summary>A stored media playlist, from which FFmpeg reads only some of the segments.</summary>
internal sealed class StoredPlaylist
{
    private readonly IReadOnlyList<string> _paths;
    private readonly string _key;
    private readonly string _iv;

    private StoredPlaylist(IReadOnlyList<string> paths, IReadOnlyList<double> durations, string key, string iv) =>
        (_paths, Durations, _key, _iv) = (paths, durations, key, iv);

    /// <summary>The durations of the segments, in seconds; never empty.</summary>
    public IReadOnlyList<double> Durations { get; }

    /// <summary>Reads a playlist.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="key">The path of the video's key.</param>
    /// <returns>Null if it has no segments.</returns>
    public static StoredPlaylist? Read(string path, string key)
    {
        var lines = File.ReadAllLines(path);
        var (paths, durations, seconds) = (new List<string>(), new List<double>(), 0.0);
        foreach (var line in lines)
        {
            if (line.StartsWith("#EXTINF:", StringComparison.Ordinal))
            {
                seconds = double.Parse(line["#EXTINF:".Length..].TrimEnd(','), CultureInfo.InvariantCulture);
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                paths.Add(Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileName(line)));
                durations.Add(seconds);
            }
        }

        if (paths.Count == 0)
        {
            return null;
        }

        var iv = lines.First(line => line.StartsWith("#EXT-X-KEY:", StringComparison.Ordinal)).Split("IV=")[1];
        return new StoredPlaylist(paths, durations, key, iv);
    }

    /// <summary>A playlist of some segments.</summary>
    /// <param name="segments">Their indexes, in ascending order; not empty.</param>
    public PreviewPlaylist Of(IReadOnlyList<int> segments)
    {
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"#EXT-X-TARGETDURATION:{Math.Ceiling(segments.Max(segment => Durations[segment]))}\n"
        );
        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-KEY:METHOD=AES-128,URI=\"file:{_key}\",IV={_iv}\n");
        foreach (var segment in segments)
        {
            text.Append(CultureInfo.InvariantCulture, $"#EXTINF:{Durations[segment]:0.000000},\n");
            text.Append(CultureInfo.InvariantCulture, $"file:{_paths[segment]}\n");
        }

        return new PreviewPlaylist(
            text.Append("#EXT-X-ENDLIST\n").ToString(),
            [_key, .. segments.Select(segment => _paths[segment])]
        );
    }
}
