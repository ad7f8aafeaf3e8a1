using StreamVault.Core.Media;
using StreamVault.Core.Packaging.TransportStreams;

namespace StreamVault.Core.Encoding.Chunks;

/// <summary>A picture at its place in the result.</summary>
/// <param name="Unit">The frame, as it was stored.</param>
/// <param name="ShownAt">When it is shown, in ticks.</param>
/// <param name="DecodedAt">When it is decoded, in ticks.</param>
internal readonly record struct TimedFrame(AccessUnit Unit, long ShownAt, long DecodedAt)
{
    // FFmpeg, and mpv with it, adds the lengths of segments to the time at which the first picture is decoded. Whoever seeks
    // into a segment is shown the first key frame that is decoded no earlier than its beginning (libavformat, hls.c): where
    // times and lengths are rounded, that would be the next segment's. So the first picture is a hundredth early, and at a
    // time that is a whole number of microseconds, as nine ticks are.
    private const long FirstEarlier = TransportClock.TicksPerSecond / 100;
    private const long WholeMicroseconds = 9;

    /// <summary>All pictures of pieces that follow each other, in the order they are decoded.</summary>
    /// <param name="pieces">The pieces, in order.</param>
    /// <param name="rate">Where a piece begins is counted in frames, so that what each rounds never adds up.</param>
    /// <exception cref="InvalidDataException">A piece is not what it should be: what is wrong with it, as half a sentence.</exception>
    public static IEnumerable<TimedFrame> In(IEnumerable<VideoChunkFile> pieces, FrameRate rate)
    {
        var (done, told) = (0L, -1L);
        foreach (var piece in pieces)
        {
            var (count, stored, at) = (0L, 0L, 0L);
            foreach (var picture in AccessUnit.In(piece.Path))
            {
                var shown =
                    picture.ShownAt ?? throw new InvalidDataException("a picture does not say when it is shown");
                var decoded = picture.DecodedAt ?? shown;
                at =
                    count == 0
                        ? SegmentTime.Of(rate, done) - TransportClock.Step(decoded, shown)
                        : at + TransportClock.Step(stored, decoded);
                stored = decoded;
                // Another encoder may hold pictures back for longer than the one that made the piece before.
                told = told < 0 ? First(at) : Math.Max(told + 1, at);
                yield return new TimedFrame(picture, at + TransportClock.Step(decoded, shown), told);
                count++;
            }

            if (count != piece.Frames)
            {
                throw new InvalidDataException(
                    $"{count} of {piece.Frames} pictures are in {Path.GetFileName(piece.Path)}"
                );
            }

            done += piece.Frames;
        }
    }

    private static long First(long at) => Math.Max(0, (at - FirstEarlier) / WholeMicroseconds * WholeMicroseconds);
}
