using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace StreamVault.Core.Encoding;

/// <summary>One picture of an MPEG transport stream (ISO/IEC 13818-1): FFmpeg writes each as a packet (PES) of its own.</summary>
internal sealed class StoredPicture
{
    private const byte SyncByte = 0x47;

    // Parameter sets come right after the access unit delimiter; a picture's first packets are more than enough.
    private const int HeadSize = 6 * TransportStream.PacketBytes;
    private readonly List<byte> _head = [];

    /// <param name="isKey">See <see cref="IsKey"/>.</param>
    /// <param name="time">See <see cref="Time"/>.</param>
    /// <param name="payload">What is known of it so far.</param>
    public StoredPicture(bool isKey, long? time, ReadOnlySpan<byte> payload)
    {
        (IsKey, Time) = (isKey, time);
        Add(payload);
    }

    /// <summary>Whether it can be decoded without any before (random_access_indicator).</summary>
    public bool IsKey { get; }

    /// <summary>When it is shown, in 1/90,000 s, modulo 2^33; null if nothing says.</summary>
    public long? Time { get; }

    /// <summary>What it takes, headers of the transport stream left out.</summary>
    public long Bytes { get; private set; }

    /// <summary>How it begins, header of the packet included: about the first thousand bytes.</summary>
    public ReadOnlySpan<byte> Head => CollectionsMarshal.AsSpan(_head);

    /// <summary>All pictures, in the order they are stored.</summary>
    /// <exception cref="InvalidDataException">It is no transport stream.</exception>
    public static IEnumerable<StoredPicture> In(string path)
    {
        using var file = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read,
            TransportStream.PacketBytes * 1024
        );
        var packet = new byte[TransportStream.PacketBytes];
        StoredPicture? picture = null;
        var track = -1;
        while (
            file.ReadAtLeast(packet, TransportStream.PacketBytes, throwOnEndOfStream: false)
            == TransportStream.PacketBytes
        )
        {
            if (packet[0] != SyncByte)
            {
                throw new InvalidDataException($"{Path.GetFileName(path)} is no transport stream.");
            }

            if ((packet[1] & 0x40) != 0 && IsPicture(Payload(packet)))
            {
                if (picture is not null)
                {
                    yield return picture;
                }

                picture = new StoredPicture(IsRandomAccess(packet), TimeIn(Payload(packet)), []);
                track = TrackOf(packet);
            }

            if (picture is not null && TrackOf(packet) == track)
            {
                picture.Add(Payload(packet));
            }
        }

        if (picture is not null)
        {
            yield return picture;
        }
    }

    private void Add(ReadOnlySpan<byte> payload)
    {
        Bytes += payload.Length;
        if (_head.Count < HeadSize)
        {
            _head.AddRange(payload);
        }
    }

    private static int TrackOf(ReadOnlySpan<byte> packet) => (packet[1] & 0x1F) << 8 | packet[2];

    private static ReadOnlySpan<byte> Payload(ReadOnlySpan<byte> packet)
    {
        var control = packet[3] >> 4 & 3;
        var start = control is 3 or 2 ? 5 + packet[4] : 4;
        return control is 1 or 3 && start < TransportStream.PacketBytes ? packet[start..] : [];
    }

    private static bool IsRandomAccess(ReadOnlySpan<byte> packet) =>
        (packet[3] & 0x20) != 0 && packet[4] > 0 && (packet[5] & 0x40) != 0;

    private static bool IsPicture(ReadOnlySpan<byte> payload) =>
        payload.Length > 4 && BinaryPrimitives.ReadUInt32BigEndian(payload) is >= 0x0000_01E0 and <= 0x0000_01EF;

    // 2.4.3.6: 33 bits in five bytes, with a marker behind each part.
    private static long? TimeIn(ReadOnlySpan<byte> payload) =>
        payload.Length >= 14 && (payload[7] & 0x80) != 0
            ? (long)(payload[9] >> 1 & 7) << 30
                | (long)payload[10] << 22
                | (long)(payload[11] >> 1) << 15
                | (long)payload[12] << 7
                | (long)(payload[13] >> 1)
            : null;
}
