using System.Globalization;
using System.Text.RegularExpressions;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Storage;

/// <summary>The state of a ready video's folder, read without the database.</summary>
/// <param name="Qualities">Names of the variants, best first.</param>
/// <param name="Duration">Length of the first variant.</param>
/// <param name="Missing">Files that its playlists refer to and that are missing or empty.</param>
/// <param name="HasKey">Whether its key is there.</param>
internal sealed partial record PublishedVideo(
    IReadOnlyList<string> Qualities,
    TimeSpan Duration,
    IReadOnlyList<string> Missing,
    bool HasKey
)
{
    private const int KeyBytes = 16;

    /// <summary>Whether it can be played: the key and every file exist.</summary>
    public bool IsWhole => HasKey && Missing.Count == 0;

    /// <summary>Reads the playlists of a folder and checks the files they refer to.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="key">Where its key is.</param>
    /// <returns>Null if there is no multivariant playlist that names a variant.</returns>
    public static PublishedVideo? Read(string folder, string key)
    {
        if (Lines(Path.Combine(folder, "master.m3u8")) is not { } master)
        {
            return null;
        }

        var variants = master.Where(line => line.Length > 0 && line[0] != '#').ToList();
        if (variants.Count == 0)
        {
            return null;
        }

        var (missing, duration) = (new List<string>(), TimeSpan.Zero);
        foreach (var name in variants.Concat(master.Select(RenditionIn).OfType<string>()))
        {
            if (
                Lines(Path.Combine(folder, Path.GetFileName(name))) is not { } playlist
                || playlist is not [.., "#EXT-X-ENDLIST"]
            )
            {
                missing.Add(name);
                continue;
            }

            missing.AddRange(playlist.Where(line => line.Length > 0 && line[0] != '#' && !FileExists(folder, line)));
            if (name == variants[0])
            {
                duration = TimeSpan.FromSeconds(playlist.Sum(SecondsIn));
            }
        }

        return new PublishedVideo(
            [.. variants.Select(Path.GetFileNameWithoutExtension).OfType<string>()],
            duration,
            [.. missing.Distinct()],
            new FileInfo(key) is { Exists: true, Length: KeyBytes }
        );
    }

    /// <inheritdoc cref="Read(string, string)" />
    public static PublishedVideo? Read(VaultStorage storage, VideoId video) =>
        Read(storage.VideoFolder(video), storage.KeyPath(video));

    private static string[]? Lines(string path) => File.Exists(path) ? File.ReadAllLines(path) : null;

    private static bool FileExists(string folder, string name) =>
        new FileInfo(Path.Combine(folder, Path.GetFileName(name))) is { Exists: true, Length: > 0 };

    private static string? RenditionIn(string line) =>
        line.StartsWith("#EXT-X-MEDIA:", StringComparison.Ordinal) && Uri().Match(line) is { Success: true } match
            ? match.Groups[1].Value
            : null;

    private static double SecondsIn(string line) =>
        line.StartsWith("#EXTINF:", StringComparison.Ordinal)
        && double.TryParse(line[8..].TrimEnd(','), CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : 0;

    [GeneratedRegex("URI=\"([^\"]+)\"")]
    private static partial Regex Uri();
}
