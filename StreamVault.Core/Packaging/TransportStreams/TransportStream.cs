namespace StreamVault.Core.Packaging.TransportStreams;

/// <summary>What is in an MPEG transport stream (ISO/IEC 13818-1) of one H.264 track, as FFmpeg writes it.</summary>
/// <param name="Frames">How many pictures.</param>
/// <param name="KeyFrames">Which of them, counted from 0 in the order they are stored, can be decoded without any before.</param>
/// <param name="Codec">The codec as RFC 6381 names it, from the stream itself: <c>avc1.640028</c>; null if there is no picture.</param>
internal sealed record TransportStream(long Frames, IReadOnlyList<long> KeyFrames, string? Codec)
{
    /// <summary>Bytes of each of its packets.</summary>
    public const int PacketBytes = 188;

    /// <summary>With which each packet begins.</summary>
    public const byte SyncByte = 0x47;

    // With fewer than twelve FFmpeg, and every player made of it, takes it for whatever else it looks like (mpegts.c,
    // mpegts_probe).
    private const int FewestPackets = 16;

    /// <summary>No picture at all.</summary>
    public static TransportStream Empty { get; } = new(0, [], null);

    /// <exception cref="InvalidDataException">It is no transport stream.</exception>
    public static TransportStream Read(string path)
    {
        var keyFrames = new List<long>();
        var frames = 0L;
        string? codec = null;
        foreach (var picture in AccessUnit.In(path))
        {
            if (frames == 0)
            {
                codec = H264SliceHeader.Read(picture.Data.Span).Codec;
            }

            if (picture.IsKey)
            {
                keyFrames.Add(frames);
            }

            frames++;
        }

        return new TransportStream(frames, keyFrames, codec);
    }

    /// <summary>The codec of the first picture, read from that alone; null if there is none.</summary>
    /// <exception cref="InvalidDataException">It is no transport stream.</exception>
    public static string? CodecOf(string path) =>
        AccessUnit.In(path).FirstOrDefault() is { } first ? H264SliceHeader.Read(first.Data.Span).Codec : null;

    /// <summary>
    /// What to add to a file that is too short to be recognised as what it is: null packets, which mean nothing
    /// (ISO/IEC 13818-1, 2.4.3.2).
    /// </summary>
    /// <param name="bytes">The file's length.</param>
    /// <returns>Nothing if it is long enough.</returns>
    public static byte[] Padding(long bytes)
    {
        byte[] packet = [0x47, 0x1F, 0xFF, 0x10, .. Enumerable.Repeat((byte)0xFF, PacketBytes - 4)];
        return [.. Enumerable.Repeat(packet, (int)Math.Max(0, FewestPackets - bytes / PacketBytes)).SelectMany(p => p)];
    }

    /// <summary>Adds the <see cref="Padding"/> to a file that is too short.</summary>
    public static void Pad(string path)
    {
        using var file = new FileStream(path, FileMode.Append);
        file.Write(Padding(file.Length));
    }
}
