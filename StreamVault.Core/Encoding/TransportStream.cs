using System.Buffers.Binary;

namespace StreamVault.Core.Encoding;

/// <summary>What is in an MPEG transport stream (ISO/IEC 13818-1) of one H.264 track, as FFmpeg writes it.</summary>
/// <param name="Frames">How many pictures: FFmpeg writes each as a packet (PES) of its own.</param>
/// <param name="KeyFrames">Which of them, counted from 0 in the order they are stored, can be decoded without any before (random_access_indicator).</param>
/// <param name="Codec">The codec as RFC 6381 names it, from the stream itself: <c>avc1.640028</c>; null if there is no picture.</param>
internal sealed record TransportStream(long Frames, IReadOnlyList<long> KeyFrames, string? Codec)
{
    private const int PacketSize = 188;
    private const byte SyncByte = 0x47;

    // The parameter set comes right after the access unit delimiter; a picture's first packets are more than enough.
    private const int HeadSize = 3 * PacketSize;

    /// <summary>No picture at all.</summary>
    public static TransportStream Empty { get; } = new(0, [], null);

    /// <exception cref="InvalidDataException">It is no transport stream.</exception>
    public static TransportStream Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, PacketSize * 1024);
        var packet = new byte[PacketSize];
        var head = new List<byte>(HeadSize);
        var keyFrames = new List<long>();
        var frames = 0L;
        while (file.ReadAtLeast(packet, PacketSize, throwOnEndOfStream: false) == PacketSize)
        {
            if (packet[0] != SyncByte)
            {
                throw new InvalidDataException($"{Path.GetFileName(path)} is no transport stream.");
            }

            var payload = Payload(packet);
            if ((packet[1] & 0x40) != 0 && IsPicture(payload))
            {
                if (IsRandomAccess(packet))
                {
                    keyFrames.Add(frames);
                }

                frames++;
            }

            if (frames == 1 && head.Count < HeadSize)
            {
                head.AddRange(payload);
            }
        }

        return new TransportStream(frames, keyFrames, CodecOf([.. head]));
    }

    private static ReadOnlySpan<byte> Payload(ReadOnlySpan<byte> packet)
    {
        var control = packet[3] >> 4 & 3;
        var start = control is 3 or 2 ? 5 + packet[4] : 4;
        return control is 1 or 3 && start < PacketSize ? packet[start..] : [];
    }

    private static bool IsRandomAccess(ReadOnlySpan<byte> packet) =>
        (packet[3] & 0x20) != 0 && packet[4] > 0 && (packet[5] & 0x40) != 0;

    private static bool IsPicture(ReadOnlySpan<byte> payload) =>
        payload.Length > 4 && BinaryPrimitives.ReadUInt32BigEndian(payload) is >= 0x0000_01E0 and <= 0x0000_01EF;

    // ISO/IEC 14496-10, 7.3.2.1.1: profile, constraint flags and level are the first three bytes of the sequence
    // parameter set. FFprobe leaves the flags out, so they are read here.
    private static string? CodecOf(ReadOnlySpan<byte> head)
    {
        for (var i = 0; i + 7 <= head.Length; i++)
        {
            var isUnit = head[i] == 0 && head[i + 1] == 0 && head[i + 2] == 1;
            if (isUnit && (head[i + 3] & 0x1F) == 7)
            {
                return $"avc1.{Convert.ToHexString(head.Slice(i + 4, 3))}";
            }
        }

        return null;
    }
}
