using System.Globalization;
using System.Text.RegularExpressions;
using StreamVault.Core.Hls;

namespace StreamVault.Core.Storage;

/// <summary>Reads the media playlists in the folder of a video, as <see cref="MediaPlaylist"/> wrote them.</summary>
internal static partial class StoredMediaPlaylist
{
    /// <summary>The segments of a playlist, with their present sizes.</summary>
    /// <param name="folder">The folder of the video.</param>
    /// <param name="playlist">The file name of the playlist.</param>
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

    /// <summary>The initialization vector of its segments, as in the playlist: <c>0x…</c>.</summary>
    /// <inheritdoc cref="Segments" />
    /// <exception cref="InvalidDataException">The playlist is damaged.</exception>
    public static string Iv(string folder, string playlist) =>
        Key().Match(File.ReadAllText(Path.Combine(folder, playlist))) is { Success: true } key
            ? key.Groups["iv"].Value
            : throw new InvalidDataException($"{playlist} has no initialization vector.");

    // Plain names only, because a damaged playlist must not refer to another folder.
    [GeneratedRegex(
        @"^#EXTINF:(?<seconds>\d+(?:\.\d+)?),.*\n(?<name>[A-Za-z0-9_]+\.[a-z0-9]+)\r?$",
        RegexOptions.Multiline
    )]
    private static partial Regex Entry();

    [GeneratedRegex("^#EXT-X-KEY:.*IV=(?<iv>0x[0-9A-Fa-f]{32})", RegexOptions.Multiline)]
    private static partial Regex Key();
}
