using System.Security.Cryptography;
using StreamVault.Core.Throttling;

namespace StreamVault.Core.Entities;

/// <summary>
/// Counts the different addresses that a token was used from without keeping one of them: of each only 16 bits of a keyed
/// hash. Some 65,000 IPv4 addresses share such a mark, so nobody can tell from the database which it was; of a hundred
/// addresses it miscounts fewer than one in ten times by one.
/// </summary>
internal static class AddressMarks
{
    /// <summary>How many are kept.</summary>
    public const int Most = 100;

    private const int Bytes = 2;

    public static int Count(byte[] marks) => marks.Length / Bytes;

    /// <returns>The marks with the address among them: the same array if it was there, or if there are enough.</returns>
    /// <param name="marks">The marks; never changed in place.</param>
    /// <param name="token">The token's secret, the key of the hash: marks of two links can't be compared.</param>
    /// <param name="address">The address.</param>
    public static byte[] With(byte[] marks, string token, RemoteAddress address)
    {
        Span<byte> key = stackalloc byte[System.Text.Encoding.UTF8.GetMaxByteCount(token.Length)];
        Span<byte> plain = stackalloc byte[RemoteAddress.Bytes];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        address.Write(plain);
        HMACSHA256.HashData(key[..System.Text.Encoding.UTF8.GetBytes(token, key)], plain, hash);
        var mark = hash[..Bytes];
        for (var at = 0; at < marks.Length; at += Bytes)
        {
            if (mark.SequenceEqual(marks.AsSpan(at, Bytes)))
            {
                return marks;
            }
        }

        return Count(marks) < Most ? [.. marks, .. mark] : marks;
    }
}
