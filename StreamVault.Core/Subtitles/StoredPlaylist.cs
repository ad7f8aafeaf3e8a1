using System.Globalization;
using System.Text.RegularExpressions;
using StreamVault.Core.Hls;

namespace StreamVault.Core.Subtitles;

/// <summary>Reads the playlists of a video's folder again, as <see cref="MediaPlaylist"/> and related types wrote them.</summary>
internal static partial class StoredPlaylist
{
    /// <summary>The segments of a media playlist, with their present sizes.</summary>
    /// <exception cref="IOException">The playlist doesn't exist.</exception>
    public static IReadOnlyList<Segment> Segments(string folder, string playlist) =>
        [
            .. Entry()
                .Matches(File.ReadAllText(Path.Combine(folder, playlist)))
                .Select(entry => new Segment(
                    entry.Groups["name"].Value,
                    TimeSpan.FromSeconds(double.Parse(entry.Groups["seconds"].Value, CultureInfo.InvariantCulture)),
                    new FileInfo(Path.Combine(folder, entry.Groups["name"].Value)) is { Exists: true } file
                        ? file.Length
                        : 0
                )),
        ];

    // Plain names only, because a damaged playlist must not refer to another folder.
    [GeneratedRegex(
        @"^#EXTINF:(?<seconds>\d+(?:\.\d+)?),.*\n(?<name>[A-Za-z0-9_]+\.[a-z0-9]+)\r?$",
        RegexOptions.Multiline
    )]
    private static partial Regex Entry();
}
