using System.Security.Cryptography;
using StreamVault.Core.Uploads;

namespace StreamVault.Web.Uploads;

/// <summary>Reads what the bytes of a request must hash to: <c>sha256 n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=</c>.</summary>
internal static class TusChecksum
{
    public const string Algorithms = "sha1,sha256,md5";

    /// <param name="header">The header's value; empty if there is none.</param>
    /// <param name="checksum">What it says; null if there is none.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public static string? Read(string header, out BodyChecksum? checksum)
    {
        checksum = null;
        if (header.Length == 0)
        {
            return null;
        }

        var parts = header.Split(' ', 2);
        (HashAlgorithmName Name, int Bytes)? algorithm = parts[0] switch
        {
            "sha1" => (HashAlgorithmName.SHA1, SHA1.HashSizeInBytes),
            "sha256" => (HashAlgorithmName.SHA256, SHA256.HashSizeInBytes),
            "md5" => (HashAlgorithmName.MD5, MD5.HashSizeInBytes),
            _ => null,
        };
        if (algorithm is not { } known)
        {
            return $"There is no checksum algorithm {parts[0]} here; choose one of {Algorithms}.";
        }

        var expected = new byte[known.Bytes];
        if (
            parts.Length < 2
            || !Convert.TryFromBase64String(parts[1], expected, out var length)
            || length != known.Bytes
        )
        {
            return $"{Tus.Checksum} holds no {parts[0]} hash in base64.";
        }

        checksum = new BodyChecksum(known.Name, expected);
        return null;
    }
}
