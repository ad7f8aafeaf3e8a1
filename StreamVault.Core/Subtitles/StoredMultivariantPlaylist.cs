using System.Globalization;
using System.Text.RegularExpressions;
using StreamVault.Core.Hls;
using StreamVault.Core.Media;

namespace StreamVault.Core.Subtitles;

/// <summary>Changes the subtitles in the multivariant playlist of a ready video, and leaves the rest as it is. Pure.</summary>
internal static partial class StoredMultivariantPlaylist
{
    private const string SubtitlesAttribute = ",SUBTITLES=\"subtitles\"";

    /// <summary>The first variant's media playlist, and those of all subtitles.</summary>
    public static (string? Variant, IReadOnlyList<string> Subtitles) Playlists(string master) =>
        (
            Lines(master).FirstOrDefault(line => line.Length > 0 && line[0] != '#' && PlainName().IsMatch(line)),
            [
                .. Lines(master)
                    .Where(IsSubtitles)
                    .Select(line => Uri().Match(line).Groups["uri"].Value)
                    .Where(uri => PlainName().IsMatch(uri)),
            ]
        );

    /// <summary>The playlist with other uploaded subtitles.</summary>
    /// <param name="master">The present playlist.</param>
    /// <param name="tracks">All uploaded subtitles that have a playlist.</param>
    /// <param name="peak">How the highest bit rate of all subtitles changes, in bits per second.</param>
    /// <param name="average">The same for the average.</param>
    public static string With(string master, IReadOnlyList<UploadedSubtitle> tracks, long peak, long average)
    {
        var lines = Lines(master).Where(line => line.Length > 0 && !IsUploaded(line)).ToList();
        var others = lines.Where(IsSubtitles).ToList();
        var names = RenditionNames
            .Of(
                [
                    .. others.Select(line => (Name().Match(line).Groups["name"].Value, (string?)null)),
                    .. tracks.Select(track => (track.Label, track.Language)),
                ],
                RenditionKind.Subtitles
            )
            .Skip(others.Count);
        var languages = others
            .Where(line => !line.Contains(",FORCED=YES", StringComparison.Ordinal))
            .Select(line => Language().Match(line) is { Success: true } found ? found.Groups["language"].Value : null)
            .Append(null)
            .ToHashSet();
        var renditions = tracks.Zip(
            names,
            (track, name) =>
                new Rendition(RenditionKind.Subtitles, name, track.Language, $"{track.Playlist}.m3u8")
                {
                    // A player can't choose between two tracks of the same language.
                    IsAutoselected = languages.Add(track.Language),
                }.ToString()
        );
        var end = lines.FindIndex(IsVariant);
        lines.InsertRange(end < 0 ? lines.Count : end, renditions);
        var hasSubtitles = others.Count + tracks.Count > 0;
        // Renditions require version 4 (RFC 8216, 7).
        var version = lines.Any(line => line.StartsWith("#EXT-X-MEDIA:", StringComparison.Ordinal)) ? 4 : 3;
        return string.Concat(
            lines.Select(line =>
                (
                    IsVariant(line) ? Variant(line, hasSubtitles, peak, average)
                    : line is "#EXT-X-VERSION:3" or "#EXT-X-VERSION:4"
                        ? FormattableString.Invariant($"#EXT-X-VERSION:{version}")
                    : line
                ) + "\n"
            )
        );
    }

    private static string Variant(string line, bool hasSubtitles, long peak, long average)
    {
        line = Rate()
            .Replace(
                line,
                rate =>
                {
                    var more = rate.Groups["average"].Success ? average : peak;
                    var sum = long.Parse(rate.Groups["rate"].Value, CultureInfo.InvariantCulture) + more;
                    return FormattableString.Invariant($"{rate.Groups["name"].Value}{Math.Max(1, sum)}");
                }
            )
            .Replace(SubtitlesAttribute, "", StringComparison.Ordinal);
        return hasSubtitles ? line + SubtitlesAttribute : line;
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');

    private static bool IsVariant(string line) => line.StartsWith("#EXT-X-STREAM-INF:", StringComparison.Ordinal);

    private static bool IsSubtitles(string line) =>
        line.StartsWith("#EXT-X-MEDIA:TYPE=SUBTITLES,", StringComparison.Ordinal);

    private static bool IsUploaded(string line) => IsSubtitles(line) && UploadedUri().IsMatch(line);

    [GeneratedRegex("(?<name>[:,](?<average>AVERAGE-)?BANDWIDTH=)(?<rate>\\d{1,15})")]
    private static partial Regex Rate();

    [GeneratedRegex(",NAME=\"(?<name>[^\"]*)\"")]
    private static partial Regex Name();

    [GeneratedRegex(",LANGUAGE=\"(?<language>[^\"]*)\"")]
    private static partial Regex Language();

    // The last attribute, so that no name can be mistaken for it.
    [GeneratedRegex(",URI=\"(?<uri>[^\"]*)\"$")]
    private static partial Regex Uri();

    [GeneratedRegex(",URI=\"subtitle_[0-9]{3,6}\\.m3u8\"$")]
    private static partial Regex UploadedUri();

    [GeneratedRegex(@"\A[A-Za-z0-9_]+\.m3u8\z")]
    private static partial Regex PlainName();
}
