namespace StreamVault.Core.Packaging.TransportStreams;

/// <summary>
/// Writes an MPEG transport stream (ISO/IEC 13818-1) of H.264, AAC or both. It can continue in another output, as
/// HLS segments require (RFC 8216, 3.2): each starts with the tables, and the counters continue.
/// </summary>
/// <param name="hasVideo">Whether there is video.</param>
/// <param name="hasAudio">Whether there is audio.</param>
internal sealed class TransportWriter(bool hasVideo, bool hasAudio)
{
    private const int PacketHeaderBytes = 4;
    private const int ClockFieldBytes = 8;
    private const byte VideoUnit = 0xE0;
    private const byte AudioUnit = 0xC0;

    // How long before its decoding time a frame arrives: FFmpeg's default (mpegtsenc.c, max_delay).
    private const long Ahead = 7 * TransportClock.TicksPerSecond / 10;

    private readonly byte[] _tracks = ProgramTables.Tracks(hasVideo, hasAudio);
    private readonly byte[] _packet = new byte[TransportStream.PacketBytes];
    private readonly Dictionary<int, int> _counters = [];
    private Stream _output = Stream.Null;

    /// <summary>The bytes written to the current output.</summary>
    public long Bytes { get; private set; }

    /// <summary>Starts another output.</summary>
    public void StartOutput(Stream output)
    {
        (_output, Bytes) = (output, 0);
        Write(ProgramTables.ProgramsTrack, ProgramTables.Programs);
        Write(ProgramTables.TracksTrack, _tracks);
    }

    /// <summary>Writes a video frame.</summary>
    /// <param name="data">The frame in the codec's format.</param>
    /// <param name="shownAt">Its presentation time in ticks, not negative.</param>
    /// <param name="decodedAt">Its decoding time in ticks, not negative and no later than the presentation time.</param>
    /// <param name="isKey">Whether it can be decoded without earlier frames.</param>
    public void WriteFrame(ReadOnlySpan<byte> data, long shownAt, long decodedAt, bool isKey)
    {
        var stamps = new byte[2 * TransportClock.StampBytes];
        TransportClock.Write(stamps, 3, shownAt);
        TransportClock.Write(stamps.AsSpan(TransportClock.StampBytes), 1, decodedAt);
        // Video may omit the length, and must for large frames: the field has two bytes.
        Write(ProgramTables.VideoTrack, Header(VideoUnit, 0, stamps), data, decodedAt, isKey);
    }

    /// <summary>Writes audio frames.</summary>
    /// <param name="frames">Complete frames with their headers (ADTS).</param>
    /// <param name="presentedAt">The presentation time of the first frame in ticks, not negative.</param>
    public void WriteAudio(ReadOnlySpan<byte> frames, long presentedAt)
    {
        var stamp = new byte[TransportClock.StampBytes];
        TransportClock.Write(stamp, 2, presentedAt);
        Write(
            ProgramTables.AudioTrack,
            Header(AudioUnit, frames.Length, stamp),
            frames,
            hasVideo ? null : presentedAt,
            isKey: !hasVideo
        );
    }

    // 2.4.3.7: the header of a PES packet.
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

    private void Write(int track, byte[] table) => Write(track, table, [], null, false, isTable: true);

    // 2.4.3.2 to 2.4.3.5.
    private void Write(
        int track,
        ReadOnlySpan<byte> header,
        ReadOnlySpan<byte> data,
        long? clock,
        bool isKey,
        bool isTable = false
    )
    {
        for (var first = true; first || header.Length + data.Length > 0; first = false)
        {
            var rest = header.Length + data.Length;
            var field = first && clock is not null ? ClockFieldBytes : 0;
            // A table may be followed by any bytes; the rest of a unit must be preceded by stuffing of a given length.
            field = isTable ? 0 : Math.Max(field, TransportStream.PacketBytes - PacketHeaderBytes - rest);
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

            var space = _packet.AsSpan(PacketHeaderBytes + field);
            Take(ref header, ref space);
            Take(ref data, ref space);
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
