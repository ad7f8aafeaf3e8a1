using System.Buffers.Binary;

namespace StreamVault.Core.Packaging.TransportStreams;

/// <summary>
/// The two tables at the start of every segment (RFC 8216, 3.2): the program association table and the program map table
/// (ISO/IEC 13818-1, 2.4.4). Pure.
/// </summary>
internal static class ProgramTables
{
    /// <summary>The PID of the program association table.</summary>
    public const int ProgramsTrack = 0;

    /// <summary>The PID of the program map table.</summary>
    public const int TracksTrack = 0x1000;

    /// <summary>The PID of the video.</summary>
    public const int VideoTrack = 0x100;

    /// <summary>The PID of the audio.</summary>
    public const int AudioTrack = 0x101;

    private const int ChecksumBytes = 4;

    // 2.4.4.9, table 2-34: H.264, and AAC with ADTS headers.
    private const byte VideoCodec = 0x1B;
    private const byte AudioCodec = 0x0F;
    private static readonly byte[] NoDescriptors = [0xF0, 0];

    /// <summary>The program association table, as the payload of a packet.</summary>
    public static byte[] Programs { get; } = Section(0, [0, 1, .. Track(TracksTrack)]);

    /// <summary>The program map table, as the payload of a packet.</summary>
    /// <param name="hasVideo">Whether there is video, which then carries the program clock.</param>
    /// <param name="hasAudio">Whether there is audio.</param>
    public static byte[] Tracks(bool hasVideo, bool hasAudio) =>
        Section(
            2,
            [
                .. Track(hasVideo ? VideoTrack : AudioTrack),
                .. NoDescriptors,
                .. hasVideo ? (byte[])[VideoCodec, .. Track(VideoTrack), .. NoDescriptors] : [],
                .. hasAudio ? (byte[])[AudioCodec, .. Track(AudioTrack), .. NoDescriptors] : [],
            ]
        );

    // The pointer field, the section and its checksum.
    private static byte[] Section(byte table, byte[] content)
    {
        var length = content.Length + 5 + ChecksumBytes;
        byte[] head = [table, (byte)(0xB0 | length >> 8), (byte)length, 0, 1, 0xC1, 0, 0];
        byte[] section = [.. head, .. content];
        var checksum = new byte[ChecksumBytes];
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Checksum(section));
        return [0, .. section, .. checksum];
    }

    private static byte[] Track(int track) => [(byte)(0xE0 | track >> 8), (byte)track];

    // Annex A: CRC-32 with the usual polynomial, most significant bit first, without final inversion.
    private static uint Checksum(ReadOnlySpan<byte> section)
    {
        var checksum = uint.MaxValue;
        foreach (var one in section)
        {
            checksum ^= (uint)one << 24;
            for (var bit = 0; bit < 8; bit++)
            {
                checksum = (checksum << 1) ^ ((checksum & 0x8000_0000) != 0 ? 0x04C1_1DB7u : 0);
            }
        }

        return checksum;
    }
}
