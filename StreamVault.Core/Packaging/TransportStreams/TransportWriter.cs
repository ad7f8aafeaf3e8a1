namespace StreamVault.Core.Packaging.TransportStreams;

/// <summary>
/// Writes an MPEG transport stream (ISO/IEC 13818-1) of H.264, AAC or both. It may go on in one output after another, as the
/// segments of HLS do (RFC 8216, 3.2): each begins with the tables, and the counters run on.
/// </summary>
/// <param name="hasVideo">Whether there is a picture.</param>
/// <param name="hasAudio">Whether there is sound.</param>
internal sealed class TransportWriter(bool hasVideo, bool hasAudio)
{
    private const int PacketHeaderBytes = 4;
    private const int ClockFieldBytes = 8;
    private const byte VideoUnit = 0xE0;
    private const byte AudioUnit = 0xC0;

    // How long before its time a picture arrives: as long as FFmpeg gives it (mpegtsenc.c, max_delay).
    private const long Ahead = 7 * TransportClock.TicksPerSecond / 10;

    private readonly byte[] _tracks = ProgramTables.Tracks(hasVideo, hasAudio);
    private readonly byte[] _packet = new byte[TransportStream.PacketBytes];
    private readonly Dictionary<int, int> _counters = [];
    private Stream _output = Stream.Null;

    /// <summary>How much the output got.</summary>
    public long Bytes { get; private set; }

    /// <summary>Goes on in another output.</summary>
    public void StartOutput(Stream output)
    {
        (_output, Bytes) = (output, 0);
        Write(ProgramTables.ProgramsTrack, ProgramTables.Programs);
        Write(ProgramTables.TracksTrack, _tracks);
    }

    /// <summary>Writes a picture.</summary>
    /// <param name="data">The picture, as the codec has it.</param>
    /// <param name="shownAt">When it is shown, in ticks, from 0 on.</param>
    /// <param name="decodedAt">When it is decoded, in ticks, from 0 on; no later than it is shown.</param>
    /// <param name="isKey">Whether it can be decoded without any before.</param>
    public void WriteFrame(ReadOnlySpan<byte> data, long shownAt, long decodedAt, bool isKey)
    {
        var stamps = new byte[2 * TransportClock.StampBytes];
        TransportClock.Write(stamps, 3, shownAt);
        TransportClock.Write(stamps.AsSpan(TransportClock.StampBytes), 1, decodedAt);
        // Of a picture the length need not be said, and of a large one it can't be: there are two bytes for it.
        Write(ProgramTables.VideoTrack, Header(VideoUnit, 0, stamps), data, decodedAt, isKey);
    }

    /// <summary>Writes some sound.</summary>
    /// <param name="frames">Whole frames, each with its header (ADTS).</param>
    /// <param name="heardAt">When the first of them is heard, in ticks, from 0 on.</param>
    public void WriteAudio(ReadOnlySpan<byte> frames, long heardAt)
    {
        var stamp = new byte[TransportClock.StampBytes];
        TransportClock.Write(stamp, 2, heardAt);
        Write(
            ProgramTables.AudioTrack,
            Header(AudioUnit, frames.Length, stamp),
            frames,
            hasVideo ? null : heardAt,
            isKey: !hasVideo
        );
    }

    // 2.4.3.7: what begins a unit (PES packet).
    private static byte[] Header(byte unit, int length, byte[] stamps)
    {
        var counted = length == 0 ? 0 : length + 3 + stamps.Length;
        var hasTwo = stamps.Length > TransportClock.StampBytes;
        return
        [
            .. (byte[])[0, 0, 1, unit, (byte)(counted >> 8), (byte)counted],
            .. (byte[])[0x80, hasTwo ? (byte)0xC0 : (byte)0x80, (byte)stamps.Length],
            .. stamps,
        ];
    }

    private void Write(int track, byte[] table) => Write(track, table, [], null, false, filling: true);

    // 2.4.3.2 to 2.4.3.5.
    private void Write(
        int track,
        ReadOnlySpan<byte> header,
        ReadOnlySpan<byte> data,
        long? clock,
        bool isKey,
        bool filling = false
    )
    {
        for (var first = true; first || header.Length + data.Length > 0; first = false)
        {
            var rest = header.Length + data.Length;
            var field = first && clock is not null ? ClockFieldBytes : 0;
            // Behind a table anything may stand; in front of the rest of a unit it must be said how much it is.
            field = filling ? 0 : Math.Max(field, TransportStream.PacketBytes - PacketHeaderBytes - rest);
            var counter = _counters.GetValueOrDefault(track);
            _counters[track] = counter + 1;
            _packet.AsSpan().Fill(0xFF);
            _packet[0] = TransportStream.SyncByte;
            _packet[1] = (byte)((first ? 0x40 : 0) | track >> 8);
            _packet[2] = (byte)track;
            _packet[3] = (byte)((field > 0 ? 0x30 : 0x10) | counter & 0xF);
            if (field > 0)
            {
                WriteField(_packet.AsSpan(PacketHeaderBytes, field), first ? clock : null, first && isKey);
            }

            var room = _packet.AsSpan(PacketHeaderBytes + field);
            Take(ref header, ref room);
            Take(ref data, ref room);
            _output.Write(_packet);
            Bytes += _packet.Length;
        }
    }

    private static void WriteField(Span<byte> field, long? clock, bool isKey)
    {
        field[0] = (byte)(field.Length - 1);
        if (field.Length > 1)
        {
            field[1] = (byte)((isKey ? 0x40 : 0) | (clock is null ? 0 : 0x10));
        }

        if (clock is { } time)
        {
            TransportClock.WriteReference(field[2..], Math.Max(0, time - Ahead));
        }
    }

    private static void Take(ref ReadOnlySpan<byte> from, ref Span<byte> to)
    {
        var count = Math.Min(from.Length, to.Length);
        from[..count].CopyTo(to);
        from = from[count..];
        to = to[count..];
    }
}
