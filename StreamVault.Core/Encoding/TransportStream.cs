namespace StreamVault.Core.Encoding;

/// <summary>What is in an MPEG transport stream (ISO/IEC 13818-1) of one H.264 track, as FFmpeg writes it.</summary>
/// <param name="Frames">How many pictures.</param>
/// <param name="KeyFrames">Which of them, counted from 0 in the order they are stored, can be decoded without any before.</param>
/// <param name="Codec">The codec as RFC 6381 names it, from the stream itself: <c>avc1.640028</c>; null if there is no picture.</param>
internal sealed record TransportStream(long Frames, IReadOnlyList<long> KeyFrames, string? Codec)
{
    /// <summary>No picture at all.</summary>
    public static TransportStream Empty { get; } = new(0, [], null);

    /// <exception cref="InvalidDataException">It is no transport stream.</exception>
    public static TransportStream Read(string path)
    {
        var keyFrames = new List<long>();
        var frames = 0L;
        string? codec = null;
        foreach (var picture in StoredPicture.In(path))
        {
            if (frames == 0)
            {
                codec = H264Head.Read(picture.Head).Codec;
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
        StoredPicture.In(path).FirstOrDefault() is { } first ? H264Head.Read(first.Head).Codec : null;
}
