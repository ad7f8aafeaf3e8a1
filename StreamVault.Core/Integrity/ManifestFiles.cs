using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using StreamVault.Core.Entities;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Integrity;

/// <summary>
/// Reads and writes a video's manifest, which consists of two files. <c>manifest-sha256.txt</c> can be checked with
/// <c>sha256sum -c</c> (it is the payload manifest of BagIt, RFC 8493). <c>manifest.json</c> contains the sizes, the
/// hash of the key, and the hash of the first file, which ties the two files together.
/// </summary>
internal static partial class ManifestFiles
{
    public const string HashesName = "manifest-sha256.txt";
    public const string FactsName = "manifest.json";

    // Not part of the manifest, because it changes with every edit of the title.
    private const string SidecarName = "video.json";
    private const string PartialSuffix = ".part";
    private const string LaterNote = "Made after the video was stored: damage from before this time is not known.";

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private sealed record Facts(
        int Version,
        DateTimeOffset MadeAt,
        bool MadeLater,
        string? Note,
        string HashesSha256,
        string KeySha256,
        StoredFile? Original,
        Dictionary<string, long> Files
    )
    {
        /// <summary>The hash of the other file before a change that is not complete yet; null otherwise.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? PreviousHashesSha256 { get; init; }
    }

    /// <summary>
    /// Whether a file in a video's folder belongs in its manifest. Previews are made later, and can be made again.
    /// </summary>
    public static bool Covers(string name) =>
        name is not (HashesName or FactsName or VaultStorage.PreviewName or VaultStorage.PreviousSidecarName)
        && !name.StartsWith(VaultStorage.SeekPreviewsName, StringComparison.Ordinal)
        && !name.StartsWith('.')
        && !name.StartsWith(SidecarName, StringComparison.Ordinal)
        && !name.EndsWith(PartialSuffix, StringComparison.Ordinal);

    /// <summary>Reads the manifest in a folder.</summary>
    public static ManifestState Read(string folder)
    {
        if (!File.Exists(Path.Combine(folder, FactsName)))
        {
            return new ManifestState.None();
        }

        try
        {
            var facts = ReadFacts(folder);
            if (facts is null)
            {
                return Damaged(FactsName, DamageKind.Changed);
            }

            var text = File.ReadAllBytes(Path.Combine(folder, HashesName));
            if (FileHash.Of(text) is var hash && hash != facts.HashesSha256 && hash != facts.PreviousHashesSha256)
            {
                return Damaged(HashesName, DamageKind.Changed);
            }

            var files = Line()
                .Matches(System.Text.Encoding.UTF8.GetString(text))
                .ToDictionary(
                    line => line.Groups["name"].Value,
                    line => new StoredFile(facts.Files[line.Groups["name"].Value], line.Groups["hash"].Value),
                    StringComparer.Ordinal
                );
            return new ManifestState.Found(
                new Manifest(facts.MadeAt, facts.MadeLater, facts.KeySha256, facts.Original, files)
            );
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Damaged(HashesName, DamageKind.Missing);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException)
        {
            return Damaged(FactsName, DamageKind.Changed);
        }
    }

    /// <summary>Reads only the sizes. Returns null if there is no readable manifest.</summary>
    public static IReadOnlyDictionary<string, long>? ReadSizes(string folder)
    {
        try
        {
            return ReadFacts(folder)?.Files;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>When the manifest last changed, in UTC. Compare it to notice a change during a check.</summary>
    public static DateTime LastWritten(string folder) => File.GetLastWriteTimeUtc(Path.Combine(folder, FactsName));

    /// <summary>
    /// Writes the manifest. Each file is flushed before it gets its final name. The caller flushes the folder.
    /// </summary>
    public static void Write(string folder, Manifest manifest)
    {
        var hashes = Hashes(manifest);
        // The order matters: the manifest is valid once its second file exists.
        VaultStorage.WriteDurably(Path.Combine(folder, HashesName), hashes);
        WriteFacts(folder, FactsOf(manifest, hashes));
    }

    /// <summary>
    /// Replaces a manifest with one that lists more or fewer files. It is valid at every moment, also after a crash; while
    /// it changes, it may be either the old or the new one. The caller flushes the folder.
    /// </summary>
    public static void Replace(string folder, Manifest present, Manifest next)
    {
        var hashes = Hashes(next);
        var facts = FactsOf(next, hashes);
        var both = new Dictionary<string, long>(facts.Files, StringComparer.Ordinal);
        foreach (var (name, file) in present.Files)
        {
            both.TryAdd(name, file.Bytes);
        }

        WriteFacts(folder, facts with { Files = both, PreviousHashesSha256 = FileHash.Of(Hashes(present)) });
        VaultStorage.WriteDurably(Path.Combine(folder, HashesName), hashes);
        WriteFacts(folder, facts);
    }

    private static byte[] Hashes(Manifest manifest)
    {
        var text = new StringBuilder();
        foreach (var (name, file) in manifest.Files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            text.Append(file.Sha256).Append("  ").Append(name).Append('\n');
        }

        return System.Text.Encoding.UTF8.GetBytes(text.ToString());
    }

    private static Facts FactsOf(Manifest manifest, byte[] hashes) =>
        new(
            1,
            manifest.MadeAt,
            manifest.MadeLater,
            manifest.MadeLater ? LaterNote : null,
            FileHash.Of(hashes),
            manifest.KeySha256,
            manifest.Original,
            manifest.Files.ToDictionary(file => file.Key, file => file.Value.Bytes, StringComparer.Ordinal)
        );

    private static void WriteFacts(string folder, Facts facts) =>
        VaultStorage.WriteDurably(Path.Combine(folder, FactsName), JsonSerializer.SerializeToUtf8Bytes(facts, _json));

    private static Facts? ReadFacts(string folder) =>
        JsonSerializer.Deserialize<Facts>(File.ReadAllBytes(Path.Combine(folder, FactsName)), _json)
            is { Files: not null, HashesSha256: not null, KeySha256: not null } facts
            ? facts
            : null;

    private static ManifestState.Damaged Damaged(string name, DamageKind kind) => new(new DamagedFile(name, kind));

    [GeneratedRegex("^(?<hash>[0-9a-f]{64})  (?<name>.+)$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
