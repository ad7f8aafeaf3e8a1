using System.Security.Cryptography;

namespace StreamVault.Core.Keys;

/// <summary>The AES-128 key that every segment of one video is encrypted with. Its text form never contains the key.</summary>
internal readonly struct ContentKey
{
    public const int Length = 16;
    private readonly byte[] _bytes;

    public ContentKey(byte[] bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, Length);
        _bytes = bytes;
    }

    public static ContentKey New() => new(RandomNumberGenerator.GetBytes(Length));

    public byte[] ToArray() => [.. _bytes];

    public override string ToString() => "(a content key)";
}
