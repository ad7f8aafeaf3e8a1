using System.Globalization;
using System.Text.RegularExpressions;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Integrity;

/// <summary>Describes damaged files in sentences.</summary>
public static partial class DamageText
{
    /// <summary>The value of <see cref="DamagedFile.Name"/> for the key.</summary>
    public const string Key = "key";

    /// <summary>The value of <see cref="DamagedFile.Name"/> for the kept original.</summary>
    public const string Original = "original";

    private const int MaxNamed = 3;

    /// <summary>
    /// Describes the damage in one sentence: <c>Segment 4 of 720p is missing, the key has changed and 2 more files are
    /// damaged.</c>
    /// </summary>
    public static string Summary(IReadOnlyList<DamagedFile> files)
    {
        var named = files.Take(MaxNamed).Select(file => $"{Subject(file.Name)} {Predicate(file.Kind)}").ToList();
        var more = files.Count - named.Count;
        if (more > 0)
        {
            named.Add(more == 1 ? "1 more file is damaged" : $"{more} more files are damaged");
        }

        var sentence = named.Count == 1 ? named[0] : $"{string.Join(", ", named[..^1])} and {named[^1]}";
        return string.Concat(char.ToUpperInvariant(sentence[0]).ToString(), sentence.AsSpan(1), ".");
    }

    /// <summary>Explains what to do about the damage.</summary>
    /// <param name="files">The damaged files.</param>
    /// <param name="keepsOriginal">Whether the uploaded file is kept.</param>
    public static string Advice(IReadOnlyList<DamagedFile> files, bool keepsOriginal)
    {
        const string then = "Then choose Check now in the video's details.";
        var originalDamaged = files.Any(file => file.Name == Original);
        return originalDamaged && files.Count == 1
                ? $"The video itself still plays. Restore the original from a backup. {then}"
            : keepsOriginal && !originalDamaged
                ? "The original is kept: choose Prepare again to encode the video from it once more, or restore the damaged files from a backup."
            : $"Restore the damaged files from a backup, or upload the video again. {then}";
    }

    private static string Predicate(DamageKind kind) =>
        kind switch
        {
            DamageKind.Missing => "is missing",
            DamageKind.WrongSize => "has the wrong size",
            _ => "has changed",
        };

    private static string Subject(string name) =>
        name switch
        {
            Key => "the key",
            Original => "the original",
            "poster.jpg" => "the poster",
            PlaylistFiles.Multivariant => "the main playlist",
            ManifestFiles.HashesName or ManifestFiles.FactsName => $"the checksum file {name}",
            _ when Segment().Match(name) is { Success: true } match =>
                $"segment {int.Parse(match.Groups["index"].Value, CultureInfo.InvariantCulture) + 1} of {match.Groups["track"].Value}",
            _ when name.EndsWith(".m3u8", StringComparison.Ordinal) => $"the playlist of {name[..^5]}",
            _ => name,
        };

    [GeneratedRegex(@"\A(?<track>.+)_(?<index>[0-9]{3,6})\.(ts|vtt)\z")]
    private static partial Regex Segment();
}

/// <summary>Thrown when a video can't be downloaded completely because stored files are damaged.</summary>
/// <param name="files">The damaged files; at least one.</param>
/// <param name="keepsOriginal">Whether the uploaded file is kept.</param>
public sealed class VideoDamagedException(IReadOnlyList<DamagedFile> files, bool keepsOriginal)
    : Exception($"This video is damaged. {DamageText.Summary(files)} {DamageText.Advice(files, keepsOriginal)}")
{
    /// <summary>The damaged files.</summary>
    public IReadOnlyList<DamagedFile> Files => files;
}
