using System.Security.Cryptography;
using StreamVault.Core.Throttling;

namespace StreamVault.Core.Entities;

/// <summary>
/// Counts the different addresses that a token was used from without storing them. For each address, it stores only 16
/// bits of a keyed hash. About 65,000 IPv4 addresses share each mark, so the database doesn't reveal the address. With
/// a hundred addresses, the count is off by one in fewer than one in ten cases.
/// </summary>
internal static class AddressMarks
{
    /// <summary>The maximum number of marks that are stored.</summary>
    public const int Most = 100;

    private const int Bytes = 2;

    public static int Count(byte[] marks) => marks.Length / Bytes;

    /// <returns>
    /// The marks including the address. Returns the same array if it already contained the address or is full.
    /// </returns>
    /// <param name="marks">The marks. The array is never modified.</param>
    /// <param name="token">
    /// The token's secret, used as the hash key, so that the marks of two links can't be compared.
    /// </param>
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
