using StreamVault.Core.Media;
using StreamVault.Core.Packaging.TransportStreams;

namespace StreamVault.Core.Encoding.Chunks;

/// <summary>A frame with its timestamps in the result.</summary>
/// <param name="Unit">The frame, as it was stored.</param>
/// <param name="ShownAt">Its presentation time, in ticks.</param>
/// <param name="DecodedAt">Its decoding time, in ticks.</param>
internal readonly record struct TimedFrame(AccessUnit Unit, long ShownAt, long DecodedAt)
{
    // FFmpeg, and with it mpv, adds the lengths of segments to the decoding time of the first frame. A seek shows the first key
    // frame that is decoded no earlier than the start of its segment (libavformat, hls.c); with rounded times and lengths,
    // that could be the next segment's. So the first frame is decoded 0.01 s early, at a whole number of microseconds
    // (nine ticks).
    private const long FirstEarlier = TransportClock.TicksPerSecond / 100;
    private const long WholeMicroseconds = 9;

    /// <summary>All frames of consecutive chunks, in decoding order.</summary>
    /// <param name="chunks">The chunks, in order.</param>
    /// <param name="rate">The frame rate. Chunk starts are counted in frames, so that rounding never adds up.</param>
    /// <exception cref="InvalidDataException">A chunk is invalid: what is wrong with it, as the end of a sentence.</exception>
    public static IEnumerable<TimedFrame> In(IEnumerable<VideoChunkFile> chunks, FrameRate rate)
    {
        var (done, lastDecoded) = (0L, -1L);
        foreach (var chunk in chunks)
        {
            var (count, stored, at) = (0L, 0L, 0L);
            foreach (var frame in AccessUnit.In(chunk.Path))
            {
                var shown = frame.ShownAt ?? throw new InvalidDataException("a frame has no timestamp");
                var decoded = frame.DecodedAt ?? shown;
                at =
                    count == 0
                        ? SegmentTime.Of(rate, done) - TransportClock.Step(decoded, shown)
                        : at + TransportClock.Step(stored, decoded);
                stored = decoded;
                // Another encoder may have a longer delay than the one that encoded the previous chunk.
                lastDecoded = lastDecoded < 0 ? First(at) : Math.Max(lastDecoded + 1, at);
                yield return new TimedFrame(frame, at + TransportClock.Step(decoded, shown), lastDecoded);
                count++;
            }

            if (count != chunk.Frames)
            {
                throw new InvalidDataException(
                    $"{count} of {chunk.Frames} frames are in {Path.GetFileName(chunk.Path)}"
                );
            }

            done += chunk.Frames;
        }
    }

    private static long First(long at) => Math.Max(0, (at - FirstEarlier) / WholeMicroseconds * WholeMicroseconds);
}
