using System.Numerics;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Planning;

/// <summary>
/// Cuts the frames of the result into chunks on segment borders. Frames stand on a grid of constant rate that begins at
/// the start of the file, so that each chunk can be made alone and all of them join without a seam. Pure.
/// </summary>
/// <param name="Rate">The grid.</param>
/// <param name="FramesPerSegment">The segment length nearest to what was asked for that is a whole number of frames.</param>
/// <param name="FramesPerChunk">
/// A whole number of segments; of a source that can't be cut, all of it. Where <see cref="SegmentStarts"/> say otherwise, a
/// chunk is a little longer.
/// </param>
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

    /// <summary>A picture that ends this much before its sound is no mistake of a muxer but a still at the end.</summary>
    public static readonly TimeSpan MaxVideoShortfall = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// The first frame of each segment where they follow the key frames of a picture that is kept as it is; null where each
    /// is as long as the other.
    /// </summary>
    public IReadOnlyList<long>? SegmentStarts { get; init; }

    /// <summary>The first frame of each chunk, if there are <see cref="SegmentStarts"/>.</summary>
    public IReadOnlyList<long>? ChunkStarts { get; init; }

    /// <summary>How many chunks there are. The tail belongs to the chunk in which the picture ends.</summary>
    public int Count => ChunkStarts?.Count ?? (int)Math.Max(1, CeilingOf(TotalFrames - TailFrames, FramesPerChunk));

    /// <summary>Whether the source can't be cut, however long it is.</summary>
    public bool IsSingleChunk => FramesPerChunk == Endless(FramesPerSegment);

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
        var tail = sound > picture + MaxVideoShortfall ? Math.Max(0, rate.FramesIn(sound.Value) - frames) : 0;
        var perSegment = (int)Math.Max(1, rate.FramesIn(segment));
        return new ChunkPlan(
            rate,
            perSegment,
            perSegment * segmentsPerChunk ?? Endless(perSegment),
            frames + tail,
            tail
        );
    }

    /// <summary>The same frames, cut where a picture that is kept as it is can be cut.</summary>
    /// <param name="starts">The first frame of each segment, from 0 on.</param>
    public ChunkPlan CutAt(IReadOnlyList<long> starts)
    {
        var chunks = new List<long>();
        foreach (var start in starts)
        {
            if (chunks is not [.., var last] || start - last >= FramesPerChunk)
            {
                chunks.Add(start);
            }
        }

        return this with
        {
            SegmentStarts = starts,
            ChunkStarts = chunks,
        };
    }

    /// <summary>The chunk of that number, from 0 to <see cref="Count"/> - 1.</summary>
    public Chunk this[int index]
    {
        get
        {
            var first = FirstFrame(index);
            var isLast = index == Count - 1;
            return new Chunk(index, first, (isLast ? TotalFrames : FirstFrame(index + 1)) - first, isLast);
        }
    }

    /// <summary>How many segments that many frames come to.</summary>
    public long SegmentsIn(long frames) =>
        SegmentStarts?.Count(start => start < frames) ?? CeilingOf(frames, FramesPerSegment);

    /// <summary>The first frame of each of them.</summary>
    public IEnumerable<long> SegmentStartsIn(long frames) =>
        SegmentStarts?.TakeWhile(start => start < frames)
        ?? Enumerable.Range(0, (int)CeilingOf(frames, FramesPerSegment)).Select(i => (long)i * FramesPerSegment);

    /// <summary>The frames of a chunk at which segments begin, counted from its own first one.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="frames">How many frames it came to.</param>
    public IEnumerable<long> SegmentsOf(Chunk chunk, long frames) =>
        SegmentStartsIn(chunk.FirstFrame + frames)
            .SkipWhile(start => start < chunk.FirstFrame)
            .Select(start => start - chunk.FirstFrame);

    /// <summary>Where an encoder that makes the chunk sets its key frames.</summary>
    public KeyFrames KeyFramesOf(Chunk chunk)
    {
        if (SegmentStarts is null)
        {
            return new KeyFrames(FramesPerSegment, Rate);
        }

        List<long> at = [.. SegmentsOf(chunk, chunk.Frames)];
        return new KeyFrames((int)at.Zip([.. at.Skip(1), chunk.Frames], (from, to) => to - from).Max(), Rate, at);
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

    private static long Endless(int framesPerSegment) => long.MaxValue / framesPerSegment * framesPerSegment;

    private long FirstFrame(int chunk) => ChunkStarts?[chunk] ?? chunk * FramesPerChunk;

    private static long CeilingOf(long dividend, long divisor) => dividend / divisor + (dividend % divisor > 0 ? 1 : 0);
}
