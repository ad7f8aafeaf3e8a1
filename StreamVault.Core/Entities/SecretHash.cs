using System.Buffers.Binary;
using System.Security.Cryptography;

namespace StreamVault.Core.Entities;

/// <summary>
/// The SHA-256 of a secret. It can be used to recognize the secret, but not to find it. Secrets are 32 random bytes, so
/// the hash needs no salt or key stretching.
/// </summary>
public readonly record struct SecretHash
{
    private const string Prefix = "sha256:";
    private const int StackBytes = 512;
    private readonly UInt128 _high;
    private readonly UInt128 _low;

    private SecretHash(ReadOnlySpan<byte> sha256) =>
        (_high, _low) = (
            BinaryPrimitives.ReadUInt128BigEndian(sha256),
            BinaryPrimitives.ReadUInt128BigEndian(sha256[16..])
        );

    /// <summary>Hashes a secret. Allocates nothing unless the text is much longer than a secret.</summary>
    public static SecretHash Of(string secret)
    {
        var most = System.Text.Encoding.UTF8.GetMaxByteCount(secret.Length);
        Span<byte> utf8 = most <= StackBytes ? stackalloc byte[StackBytes] : new byte[most];
        Span<byte> sha256 = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..System.Text.Encoding.UTF8.GetBytes(secret, utf8)], sha256);
        return new SecretHash(sha256);
    }

    /// <summary>
    /// Whether a stored text is a hash. Secrets contain no colon, so a secret is never mistaken for a hash.
    /// </summary>
    public static bool IsHash(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Parses the output of <see cref="ToString"/>.</summary>
    /// <exception cref="FormatException">The text isn't a hash.</exception>
    public static SecretHash Parse(string text) =>
        IsHash(text) && Convert.FromHexString(text.AsSpan(Prefix.Length)) is { Length: SHA256.HashSizeInBytes } sha256
            ? new SecretHash(sha256)
            : throw new FormatException("The text is not the hash of a secret.");

    /// <returns><c>sha256:</c> and 64 lower-case hexadecimal digits.</returns>
    public override string ToString() => $"{Prefix}{_high:x32}{_low:x32}";
}
