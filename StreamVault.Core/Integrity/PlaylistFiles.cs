using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace StreamVault.Core.Integrity;

/// <summary>Lists the files that a video's playlists reference, for videos without a manifest.</summary>
internal static partial class PlaylistFiles
{
    public const string Multivariant = "master.m3u8";
    private const int PacketBytes = 188;
    private const byte SyncByte = 0x47;

    /// <summary>Lists the multivariant playlist, and all playlists and segments that it references.</summary>
    public static IReadOnlyList<string> Of(string folder) =>
        [Multivariant, .. Named(folder, Multivariant).SelectMany(playlist => OfOne(folder, playlist))];

    /// <summary>Lists a media playlist and its segments.</summary>
    public static IEnumerable<string> OfOne(string folder, string playlist) => [playlist, .. Named(folder, playlist)];

    /// <summary>
    /// Whether a key decrypts the first segment. Checks for the byte that every transport stream packet starts with.
    /// True if there is no segment to test.
    /// </summary>
    public static bool Opens(string folder, byte[] key)
    {
        foreach (var playlist in Directory.GetFiles(folder, "*p.m3u8").Order(StringComparer.Ordinal))
        {
            var iv = Iv().Match(File.ReadAllText(playlist));
            var segment = Named(folder, Path.GetFileName(playlist)).FirstOrDefault();
            if (iv.Success && segment is not null && File.Exists(Path.Combine(folder, segment)))
            {
                return Opens(Path.Combine(folder, segment), key, Convert.FromHexString(iv.Groups["iv"].Value));
            }
        }

        return true;
    }

    private static bool Opens(string segment, byte[] key, byte[] iv)
    {
        // The size of two packets, rounded down to whole cipher blocks.
        var head = new byte[2 * PacketBytes / 16 * 16];
        using (var file = File.OpenHandle(segment))
        {
            if (RandomAccess.Read(file, head, 0) < head.Length)
            {
                return true;
            }
        }

        using var aes = Aes.Create();
        aes.Key = key;
        var plain = aes.DecryptCbc(head, iv, PaddingMode.None);
        return plain[0] == SyncByte && plain[PacketBytes] == SyncByte;
    }

    private static IEnumerable<string> Named(string folder, string playlist)
    {
        var path = Path.Combine(folder, playlist);
        if (!File.Exists(path))
        {
            return [];
        }

        var text = File.ReadAllText(path);
        // Accepts only plain names, because a damaged playlist must not refer to another folder.
        return Line()
            .Matches(text)
            .Concat(Media().Matches(text))
            .Select(line => line.Groups["name"].Value)
            .Where(name => SafeFileName().IsMatch(name))
            .Distinct(StringComparer.Ordinal);
    }

    [GeneratedRegex("^(?<name>[^#\\s].*?)\\r?$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex("^#EXT-X-MEDIA:.*URI=\"(?<name>[^\"]+)\"", RegexOptions.Multiline)]
    private static partial Regex Media();

    [GeneratedRegex(@"\A[A-Za-z0-9_]+\.[a-z0-9]+\z")]
    private static partial Regex SafeFileName();

    [GeneratedRegex("IV=0x(?<iv>[0-9A-Fa-f]{32})")]
    private static partial Regex Iv();
}
