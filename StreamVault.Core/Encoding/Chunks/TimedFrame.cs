using StreamVault.Core.Media;
using StreamVault.Core.Packaging.TransportStreams;

namespace StreamVault.Core.Encoding.Chunks;

/// <summary>A frame with its timestamps in the result.</summary>
/// <param name="Unit">The frame, as it was stored.</param>
/// <param name="ShownAt">Its presentation time, in ticks.</param>
/// <param name="DecodedAt">Its decoding time, in ticks.</param>
internal readonly record struct TimedFrame(AccessUnit Unit, long ShownAt, long DecodedAt)
{
    // FFmpeg, and so mpv, computes where a segment starts by adding the lengths of the earlier segments to the decoding time
    // of the first frame. A seek goes to the first key frame whose decoding time is not before that start (libavformat,
    // hls.c). Rounding could put the right key frame just before it, and the seek would land in the next segment. So the
    // first frame is decoded 0.01 s early, at a multiple of 100 µs, which is exactly nine ticks.
    private const long FirstFrameLead = TransportClock.TicksPerSecond / 100;
    private const long TicksPer100Microseconds = 9;

    /// <summary>Reads all frames of consecutive chunks, in decoding order.</summary>
    /// <param name="chunks">The chunks, in order.</param>
    /// <param name="rate">The frame rate. Chunk starts are counted in frames, so that rounding never adds up.</param>
    /// <exception cref="InvalidDataException">A chunk is invalid. The message is a clause that can end a sentence.</exception>
    public static IEnumerable<TimedFrame> ReadAll(IEnumerable<VideoChunkFile> chunks, FrameRate rate)
    {
        var (done, lastDecoded) = (0L, -1L);
        foreach (var chunk in chunks)
        {
            var (count, stored, at) = (0L, 0L, 0L);
            foreach (var frame in AccessUnit.ReadAll(chunk.Path))
            {
                var shown = frame.ShownAt ?? throw new InvalidDataException("a frame has no timestamp");
                var decoded = frame.DecodedAt ?? shown;
                at =
                    count == 0
                        ? SegmentTime.Of(rate, done) - TransportClock.Step(decoded, shown)
                        : at + TransportClock.Step(stored, decoded);
                stored = decoded;
                // Chunks from different encoders can have different delays. Decoding times must still increase.
                lastDecoded = lastDecoded < 0 ? FirstDecodedAt(at) : Math.Max(lastDecoded + 1, at);
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

    private static long FirstDecodedAt(long at) =>
        Math.Max(0, (at - FirstFrameLead) / TicksPer100Microseconds * TicksPer100Microseconds);
}
