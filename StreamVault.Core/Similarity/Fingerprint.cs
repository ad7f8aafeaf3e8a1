using System.Buffers.Binary;

namespace StreamVault.Core.Similarity;

/// <summary>The hashes of frames at regular intervals, and how they are stored. Pure.</summary>
internal static class Fingerprint
{
    /// <summary>The version of the algorithm. Fingerprints of another version are made again.</summary>
    public const int Version = 1;

    /// <summary>
    /// The time between two hashes. Key frames alone, every 4 s, found 3 of 15 trimmed copies, because their times don't coincide; see docs/similar-videos.md.
    /// </summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);

    /// <summary>Writes the hashes as little-endian bytes, 8 each.</summary>
    public static byte[] ToBytes(IReadOnlyList<ulong> hashes)
    {
        var bytes = new byte[hashes.Count * sizeof(ulong)];
        for (var i = 0; i < hashes.Count; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)), hashes[i]);
        }

        return bytes;
    }

    /// <summary>Reads the hashes.</summary>
    public static ulong[] FromBytes(ReadOnlySpan<byte> bytes)
    {
        var hashes = new ulong[bytes.Length / sizeof(ulong)];
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(i * sizeof(ulong))..]);
        }

        return hashes;
    }
}
