using StreamVault.Core.Hls;

namespace StreamVault.Core.Media;

/// <summary>The names of audio and subtitle tracks in players. Pure.</summary>
internal static class RenditionNames
{
    private const int Longest = 60;

    /// <summary>The language tag for players: <c>en</c> for <c>eng</c>; null if the tag is not a language.</summary>
    public static string? Language(string? tag) =>
        tag?.Trim().ToLowerInvariant() is { } lower && IsLanguage(lower)
            ? Languages.Known.GetValueOrDefault(lower)?.Tag ?? lower
            : null;

    /// <summary>A unique name for each track: its title, else its language, else its number.</summary>
    /// <param name="tracks">The title and language tags of each track.</param>
    /// <param name="kind">The kind of the tracks.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<(string? Title, string? Language)> tracks, RenditionKind kind)
    {
        var names = new List<string>();
        foreach (var (title, language) in tracks)
        {
            var number = names.Count + 1;
            var name =
                Clean(title)
                ?? Languages.Known.GetValueOrDefault(language?.Trim().ToLowerInvariant() ?? "")?.Name
                ?? (kind == RenditionKind.Audio ? $"Audio {number}" : $"Subtitles {number}");
            names.Add(names.Contains(name) ? $"{name} ({number})" : name);
        }

        return names;
    }

    // A quoted string in a playlist can't contain quotation marks or line feeds (RFC 8216, 4.2).
    private static string? Clean(string? title)
    {
        var cleaned = new string([
            .. (title ?? "").Where(c => c != '"' && !char.IsControl(c) && c is not ('\u2028' or '\u2029')),
        ]).Trim();
        cleaned = cleaned.Length > Longest ? cleaned[..Longest].TrimEnd() : cleaned;
        return cleaned.Length == 0 ? null
            : char.IsHighSurrogate(cleaned[^1]) ? cleaned[..^1]
            : cleaned;
    }

    private static bool IsLanguage(string tag) =>
        tag is not ("und" or "mul" or "zxx" or "mis")
        && tag.Length is >= 2 and <= 12
        && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
        && tag.Split('-')[0].Length is 2 or 3
        && tag.Split('-')[0].All(char.IsAsciiLetter);
}
