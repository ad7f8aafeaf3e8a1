using System.Security.Cryptography;
using StreamVault.Core.Uploads;

namespace StreamVault.Web.Uploads;

/// <summary>Parses the checksum of a request body: <c>sha256 n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=</c>.</summary>
internal static class TusChecksum
{
    public const string Algorithms = "sha1,sha256,md5";

    /// <param name="header">The header's value; empty if it is missing.</param>
    /// <param name="checksum">The checksum; null if there is none.</param>
    /// <returns>Why the header is invalid, or null.</returns>
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
            return $"The checksum algorithm {parts[0]} isn't supported. Use one of {Algorithms}.";
        }

        var expected = new byte[known.Bytes];
        if (
            parts.Length < 2
            || !Convert.TryFromBase64String(parts[1], expected, out var length)
            || length != known.Bytes
        )
        {
            return $"{Tus.Checksum} doesn't contain a base64-encoded {parts[0]} hash.";
        }

        checksum = new BodyChecksum(known.Name, expected);
        return null;
    }
}
