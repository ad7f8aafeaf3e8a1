using System.Buffers.Binary;
using System.Security.Cryptography;

namespace StreamVault.Core.Entities;

/// <summary>
/// The SHA-256 of a secret: enough to recognize the secret, too little to find it. The secrets are 32 random bytes, so the
/// hash needs neither salt nor stretching.
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

    /// <summary>Hashes a secret. Allocates nothing unless the text is far longer than a secret.</summary>
    public static SecretHash Of(string secret)
    {
        var most = System.Text.Encoding.UTF8.GetMaxByteCount(secret.Length);
        Span<byte> utf8 = most <= StackBytes ? stackalloc byte[StackBytes] : new byte[most];
        Span<byte> sha256 = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..System.Text.Encoding.UTF8.GetBytes(secret, utf8)], sha256);
        return new SecretHash(sha256);
    }

    /// <summary>Whether a stored text is a hash. A secret never is: it has no colon.</summary>
    public static bool IsHash(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static SecretHash Parse(string text) =>
        IsHash(text) && Convert.FromHexString(text.AsSpan(Prefix.Length)) is { Length: SHA256.HashSizeInBytes } sha256
            ? new SecretHash(sha256)
            : throw new FormatException("The text is not the hash of a secret.");

    /// <returns><c>sha256:</c> and 64 lower-case hexadecimal digits.</returns>
    public override string ToString() => $"{Prefix}{_high:x32}{_low:x32}";
}
