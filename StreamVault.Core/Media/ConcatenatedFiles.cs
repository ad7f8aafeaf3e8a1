using System.Buffers.Binary;

namespace StreamVault.Core.Media;

/// <summary>
/// Detects a second complete file appended to a file, as when parts were joined with cat. Programs read only the first.
/// Only the top-level structure of the file is read.
/// </summary>
internal static class ConcatenatedFiles
{
    // A file with more elements is not a joined file but a denial-of-service attempt.
    private const int MaxElements = 1_000_000;

    private const uint Ebml = 0x1A45DFA3;
    private const uint Segment = 0x18538067;
    private const uint Cluster = 0x1F43B675;

    /// <param name="path">An MP4, QuickTime, Matroska, WebM or AVI file; false for all others.</param>
    public static bool HoldsAnother(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[12];
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length
            && (
                BinaryPrimitives.ReadUInt32BigEndian(head) == Ebml ? HasTwo(file, 0, EbmlElements(file), Ebml)
                : head[4..8].SequenceEqual("ftyp"u8) || head[4..8].SequenceEqual("moov"u8)
                    ? HasTwo(file, 0, Boxes(file), Code("moov"u8))
                : head[..4].SequenceEqual("RIFF"u8) && HasTwo(file, 0, Riffs(file), Code("AVI "u8))
            );
    }

    private static bool HasTwo(FileStream file, long at, IEnumerable<uint> elements, uint wanted)
    {
        file.Position = at;
        return elements.Take(MaxElements).Where(element => element == wanted).Skip(1).Any();
    }

    private static uint Code(ReadOnlySpan<byte> code) => BinaryPrimitives.ReadUInt32BigEndian(code);

    // ISO/IEC 14496-12, 4.2: size and type. Size 1 means that a 64-bit size follows; 0, up to the end of the file.
    private static IEnumerable<uint> Boxes(FileStream file)
    {
        var head = new byte[16];
        while (Read(file, head, 8))
        {
            var begin = file.Position - 8;
            long size = BinaryPrimitives.ReadUInt32BigEndian(head);
            yield return BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(4));
            if (size == 1)
            {
                size = Read(file, head, 8) ? BinaryPrimitives.ReadInt64BigEndian(head) : 0;
            }

            if (size < 8 || begin + size <= begin)
            {
                yield break;
            }

            file.Position = begin + size;
        }
    }

    private static IEnumerable<uint> Riffs(FileStream file)
    {
        var head = new byte[12];
        while (Read(file, head, 12) && head.AsSpan(0, 4).SequenceEqual("RIFF"u8))
        {
            yield return BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(8));
            var size = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4));
            file.Position += Math.Max(0, size - 4L + size % 2);
        }
    }

    // RFC 8794, 4 to 6. If a size is unknown, the child elements follow directly.
    private static IEnumerable<uint> EbmlElements(FileStream file)
    {
        while (Number(file, keepMarker: true) is { } id && Number(file, keepMarker: false) is { } size)
        {
            yield return (uint)id.Value;
            if (!size.IsUnknown)
            {
                file.Position += size.Value;
            }
            else if (id.Value is not (Segment or Cluster))
            {
                yield break;
            }
        }
    }

    private static (long Value, bool IsUnknown)? Number(FileStream file, bool keepMarker)
    {
        var first = file.ReadByte();
        if (first <= 0)
        {
            return null;
        }

        var length = System.Numerics.BitOperations.LeadingZeroCount((uint)first) - 23;
        long value = keepMarker ? first : first & ((1 << (8 - length)) - 1);
        var isUnknown = value == (1 << (8 - length)) - 1;
        for (var i = 1; i < length; i++)
        {
            var next = file.ReadByte();
            if (next < 0)
            {
                return null;
            }

            value = value << 8 | (uint)next;
            isUnknown &= next == 0xFF;
        }

        return (value, isUnknown);
    }

    private static bool Read(FileStream file, byte[] head, int count) =>
        file.ReadAtLeast(head.AsSpan(0, count), count, throwOnEndOfStream: false) == count;
}
