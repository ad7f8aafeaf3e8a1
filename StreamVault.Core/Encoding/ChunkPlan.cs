using System.Numerics;

namespace StreamVault.Core.Encoding;

/// <summary>
/// Cuts the frames of the result into chunks on segment borders. Frames stand on a grid of constant rate that begins at
/// the start of the file, so that each chunk can be made alone and all of them join without a seam. Pure.
/// </summary>
/// <param name="Rate">The grid.</param>
/// <param name="FramesPerSegment">The segment length nearest to what was asked for that is a whole number of frames.</param>
/// <param name="FramesPerChunk">A whole number of segments; of a source that can't be cut, all of it.</param>
/// <param name="TotalFrames">All frames, at least 1, including the <paramref name="TailFrames"/>.</param>
/// <param name="TailFrames">Repeats of the last picture at the end, since the sound goes on longer.</param>
internal sealed record ChunkPlan(
    FrameRate Rate,
    int FramesPerSegment,
    long FramesPerChunk,
    long TotalFrames,
    long TailFrames
)
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    // A picture that ends this much before its sound is no mistake of a muxer but a still at the end.
    private static readonly TimeSpan LongestSilentTail = TimeSpan.FromSeconds(0.5);

    /// <summary>How many chunks there are. The tail belongs to the chunk in which the picture ends.</summary>
    public int Count => (int)Math.Max(1, CeilingOf(TotalFrames - TailFrames, FramesPerChunk));

    /// <summary>How long the result is, if the source holds what it says.</summary>
    public TimeSpan Duration => Rate.TimeOf(TotalFrames);

    /// <summary>Makes the plan.</summary>
    /// <param name="rate">The rate of the result.</param>
    /// <param name="picture">Length of the picture.</param>
    /// <param name="sound">Length of the sound; null if there is none.</param>
    /// <param name="segment">The segment length asked for.</param>
    /// <param name="segmentsPerChunk">Segments a chunk; null for a source that can't be cut.</param>
    public static ChunkPlan Make(
        FrameRate rate,
        TimeSpan picture,
        TimeSpan? sound,
        TimeSpan segment,
        int? segmentsPerChunk
    )
    {
        var frames = Math.Max(1, rate.FramesIn(picture));
        var tail = sound > picture + LongestSilentTail ? Math.Max(0, rate.FramesIn(sound.Value) - frames) : 0;
        var perSegment = (int)Math.Max(1, rate.FramesIn(segment));
        return new ChunkPlan(
            rate,
            perSegment,
            perSegment * (segmentsPerChunk ?? long.MaxValue / perSegment),
            frames + tail,
            tail
        );
    }

    /// <summary>The chunk of that number, from 0 to <see cref="Count"/> - 1.</summary>
    public Chunk this[int index]
    {
        get
        {
            var first = index * FramesPerChunk;
            var isLast = index == Count - 1;
            return new Chunk(index, first, isLast ? TotalFrames - first : FramesPerChunk, isLast);
        }
    }

    /// <summary>
    /// The frame at which reading begins for a chunk: two seconds earlier, so that the first frames have their
    /// predecessors, and at a moment that is a whole number of microseconds, which is all that FFmpeg's -ss can say;
    /// otherwise the chunk's grid would lie a hair beside the others'.
    /// </summary>
    public long SeekFrame(Chunk chunk)
    {
        var early = chunk.FirstFrame - Rate.FramesIn(Margin);
        return Math.Max(0, early - early % FramesPerWholeMicroseconds());
    }

    private long FramesPerWholeMicroseconds() =>
        (long)(
            Rate.Numerator
            / BigInteger.GreatestCommonDivisor(Rate.Numerator, new BigInteger(Rate.Denominator) * 1_000_000)
        );

    private static long CeilingOf(long dividend, long divisor) => dividend / divisor + (dividend % divisor > 0 ? 1 : 0);
}
