using System.Buffers;
using System.Buffers.Binary;

namespace StreamVault.Core.Packaging.TransportStreams;

/// <summary>A frame in an MPEG transport stream (ISO/IEC 13818-1). FFmpeg writes each frame as one PES packet.</summary>
/// <param name="IsKey">Whether it can be decoded without earlier frames (random_access_indicator).</param>
/// <param name="ShownAt">Its stored presentation timestamp, in ticks; null if it has none.</param>
/// <param name="DecodedAt">Its stored decoding timestamp; null if it equals <paramref name="ShownAt"/>.</param>
/// <param name="Data">Its data in the codec's format. Valid until the next frame is read.</param>
internal sealed record AccessUnit(bool IsKey, long? ShownAt, long? DecodedAt, ReadOnlyMemory<byte> Data)
{
    private const int HeaderBytes = 9;

    private readonly record struct Begin(int Track, bool IsKey, long? ShownAt, long? DecodedAt);

    /// <summary>Reads all frames of a file in stored order.</summary>
    /// <exception cref="InvalidDataException">The file is not a transport stream.</exception>
    public static IEnumerable<AccessUnit> ReadAll(string path)
    {
        using var file = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read,
            TransportStream.PacketBytes * 1024
        );
        var packet = new byte[TransportStream.PacketBytes];
        var data = new ArrayBufferWriter<byte>();
        Begin? begin = null;
        while (
            file.ReadAtLeast(packet, TransportStream.PacketBytes, throwOnEndOfStream: false)
            == TransportStream.PacketBytes
        )
        {
            if (packet[0] != TransportStream.SyncByte)
            {
                throw new InvalidDataException($"{Path.GetFileName(path)} is not a transport stream.");
            }

            if (BeginIn(packet) is { } next)
            {
                if (begin is { } done)
                {
                    yield return new AccessUnit(done.IsKey, done.ShownAt, done.DecodedAt, data.WrittenMemory);
                }

                begin = next;
                data.ResetWrittenCount();
                data.Write(WithoutHeader(Payload(packet)));
            }
            else if (begin?.Track == TrackOf(packet))
            {
                data.Write(Payload(packet));
            }
        }

        if (begin is { } last)
        {
            yield return new AccessUnit(last.IsKey, last.ShownAt, last.DecodedAt, data.WrittenMemory);
        }
    }

    private static Begin? BeginIn(ReadOnlySpan<byte> packet)
    {
        var payload = Payload(packet);
        if ((packet[1] & 0x40) == 0 || !IsVideo(payload))
        {
            return null;
        }

        // 2.4.3.7: flags for timestamps, which follow after nine bytes.
        var stamps = payload[HeaderBytes..];
        return new Begin(
            TrackOf(packet),
            IsRandomAccess(packet),
            (payload[7] & 0x80) != 0 && stamps.Length >= TransportClock.StampBytes ? TransportClock.Read(stamps) : null,
            (payload[7] & 0xC0) == 0xC0 && stamps.Length >= 2 * TransportClock.StampBytes
                ? TransportClock.Read(stamps[TransportClock.StampBytes..])
                : null
        );
    }

    private static int TrackOf(ReadOnlySpan<byte> packet) => (packet[1] & 0x1F) << 8 | packet[2];

    private static ReadOnlySpan<byte> Payload(ReadOnlySpan<byte> packet)
    {
        var control = packet[3] >> 4 & 3;
        var start = control is 3 or 2 ? 5 + packet[4] : 4;
        return control is 1 or 3 && start < TransportStream.PacketBytes ? packet[start..] : [];
    }

    private static ReadOnlySpan<byte> WithoutHeader(ReadOnlySpan<byte> payload) =>
        payload[Math.Min(payload.Length, HeaderBytes + payload[HeaderBytes - 1])..];

    private static bool IsRandomAccess(ReadOnlySpan<byte> packet) =>
        (packet[3] & 0x20) != 0 && packet[4] > 0 && (packet[5] & 0x40) != 0;

    private static bool IsVideo(ReadOnlySpan<byte> payload) =>
        payload.Length >= HeaderBytes
        && BinaryPrimitives.ReadUInt32BigEndian(payload) is >= 0x0000_01E0 and <= 0x0000_01EF;
}
