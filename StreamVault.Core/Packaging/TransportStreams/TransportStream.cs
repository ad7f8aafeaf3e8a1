namespace StreamVault.Core.Packaging.TransportStreams;

/// <summary>The contents of an MPEG transport stream (ISO/IEC 13818-1) with one H.264 track, as FFmpeg writes it.</summary>
/// <param name="Frames">The number of frames.</param>
/// <param name="KeyFrames">The key frames, counted from 0 in stored order.</param>
/// <param name="Codec">The codec as RFC 6381 names it, from the stream itself: <c>avc1.640028</c>; null if there is no frame.</param>
internal sealed record TransportStream(long Frames, IReadOnlyList<long> KeyFrames, string? Codec)
{
    /// <summary>The size of a packet in bytes.</summary>
    public const int PacketBytes = 188;

    /// <summary>The first byte of each packet.</summary>
    public const byte SyncByte = 0x47;

    // With fewer than twelve packets, FFmpeg and players based on it may detect another format (mpegts.c, mpegts_probe).
    private const int MinPackets = 16;

    /// <summary>No frames.</summary>
    public static TransportStream Empty { get; } = new(0, [], null);

    /// <exception cref="InvalidDataException">The file is not a transport stream.</exception>
    public static TransportStream Read(string path)
    {
        var keyFrames = new List<long>();
        var frames = 0L;
        string? codec = null;
        foreach (var frame in AccessUnit.ReadAll(path))
        {
            if (frames == 0)
            {
                codec = H264SliceHeader.Read(frame.Data.Span).Codec;
            }

            if (frame.IsKey)
            {
                keyFrames.Add(frames);
            }

            frames++;
        }

        return new TransportStream(frames, keyFrames, codec);
    }

    /// <summary>The codec of the first frame; null if there is none. Reads only that frame.</summary>
    /// <exception cref="InvalidDataException">The file is not a transport stream.</exception>
    public static string? CodecOf(string path) =>
        AccessUnit.ReadAll(path).FirstOrDefault() is { } first ? H264SliceHeader.Read(first.Data.Span).Codec : null;

    /// <summary>
    /// Null packets to append to a file that is too short to be recognized as a transport stream (ISO/IEC 13818-1, 2.4.3.2).
    /// </summary>
    /// <param name="bytes">The file's length in bytes.</param>
    /// <returns>Empty if it is long enough.</returns>
    public static byte[] Padding(long bytes)
    {
        byte[] packet = [0x47, 0x1F, 0xFF, 0x10, .. Enumerable.Repeat((byte)0xFF, PacketBytes - 4)];
        return [.. Enumerable.Repeat(packet, (int)Math.Max(0, MinPackets - bytes / PacketBytes)).SelectMany(p => p)];
    }

    /// <summary>Appends the <see cref="Padding"/> to a file.</summary>
    public static void Pad(string path)
    {
        using var file = new FileStream(path, FileMode.Append);
        file.Write(Padding(file.Length));
    }
}
