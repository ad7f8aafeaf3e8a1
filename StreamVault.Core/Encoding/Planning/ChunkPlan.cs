using System.Numerics;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Planning;

/// <summary>
/// Divides the frames of the result into chunks at segment boundaries. Frames are on a grid of constant rate that starts
/// with the file, so that chunks can be encoded independently and join exactly. Pure.
/// </summary>
/// <param name="Rate">The grid.</param>
/// <param name="FramesPerSegment">The requested segment length, rounded to whole frames.</param>
/// <param name="FramesPerChunk">
/// A whole number of segments; unlimited for a source that can't be split. With <see cref="SegmentStarts"/>, chunks are
/// slightly longer.
/// </param>
/// <param name="TotalFrames">All frames, at least 1, including the <paramref name="TailFrames"/>.</param>
/// <param name="TailFrames">Repeats of the last frame at the end, if the audio is longer than the video.</param>
internal sealed record ChunkPlan(
    FrameRate Rate,
    int FramesPerSegment,
    long FramesPerChunk,
    long TotalFrames,
    long TailFrames
)
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    /// <summary>If the video ends earlier than the audio by more than this, its last frame is repeated.</summary>
    public static readonly TimeSpan MaxVideoShortfall = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// The first frame of each segment, if segments follow the key frames of a stream copy; null if all have the same length.
    /// </summary>
    public IReadOnlyList<long>? SegmentStarts { get; init; }

    /// <summary>The first frame of each chunk, if there are <see cref="SegmentStarts"/>.</summary>
    public IReadOnlyList<long>? ChunkStarts { get; init; }

    /// <summary>The number of chunks. The tail belongs to the chunk in which the video ends.</summary>
    public int Count => ChunkStarts?.Count ?? (int)Math.Max(1, CeilingOf(TotalFrames - TailFrames, FramesPerChunk));

    /// <summary>Whether the source can't be split and is one chunk of any length.</summary>
    public bool IsSingleChunk => FramesPerChunk == Unlimited(FramesPerSegment);

    /// <summary>The length of the result, if the source is as long as declared.</summary>
    public TimeSpan Duration => Rate.TimeOf(TotalFrames);

    /// <summary>Makes the plan.</summary>
    /// <param name="rate">The rate of the result.</param>
    /// <param name="video">The length of the video.</param>
    /// <param name="audio">The length of the audio; null if there is none.</param>
    /// <param name="segment">The requested segment length.</param>
    /// <param name="segmentsPerChunk">The segments of a chunk; null for a source that can't be split.</param>
    public static ChunkPlan Make(
        FrameRate rate,
        TimeSpan video,
        TimeSpan? audio,
        TimeSpan segment,
        int? segmentsPerChunk
    )
    {
        var frames = Math.Max(1, rate.FramesIn(video));
        var tail = audio > video + MaxVideoShortfall ? Math.Max(0, rate.FramesIn(audio.Value) - frames) : 0;
        var perSegment = (int)Math.Max(1, rate.FramesIn(segment));
        return new ChunkPlan(
            rate,
            perSegment,
            perSegment * segmentsPerChunk ?? Unlimited(perSegment),
            frames + tail,
            tail
        );
    }

    /// <summary>The same frames, with segments that start at the key frames of a stream copy.</summary>
    /// <param name="starts">The first frame of each segment, starting with 0.</param>
    public ChunkPlan SplitAt(IReadOnlyList<long> starts)
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

    /// <summary>The chunk with this index, from 0 to <see cref="Count"/> - 1.</summary>
    public Chunk this[int index]
    {
        get
        {
            var first = FirstFrame(index);
            var isLast = index == Count - 1;
            return new Chunk(index, first, (isLast ? TotalFrames : FirstFrame(index + 1)) - first, isLast);
        }
    }

    /// <summary>The number of segments for a number of frames.</summary>
    public long SegmentsIn(long frames) =>
        SegmentStarts?.Count(start => start < frames) ?? CeilingOf(frames, FramesPerSegment);

    /// <summary>The first frame of each segment.</summary>
    public IEnumerable<long> SegmentStartsIn(long frames) =>
        SegmentStarts?.TakeWhile(start => start < frames)
        ?? Enumerable.Range(0, (int)CeilingOf(frames, FramesPerSegment)).Select(i => (long)i * FramesPerSegment);

    /// <summary>The frames at which segments start within a chunk, relative to its first frame.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="frames">Its actual number of frames.</param>
    public IEnumerable<long> SegmentsOf(Chunk chunk, long frames) =>
        SegmentStartsIn(chunk.FirstFrame + frames)
            .SkipWhile(start => start < chunk.FirstFrame)
            .Select(start => start - chunk.FirstFrame);

    /// <summary>The key frames of an encoded chunk.</summary>
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
    /// The frame at which reading starts for a chunk: two seconds earlier, so that the first frames have their
    /// predecessors, and at a whole number of microseconds, the resolution of FFmpeg's -ss. Otherwise the chunk's grid
    /// would be slightly off.
    /// </summary>
    public long SeekFrame(Chunk chunk)
    {
        var early = chunk.FirstFrame - Rate.FramesIn(Margin);
        return Math.Max(0, early - early % FramesToWholeMicrosecond());
    }

    private long FramesToWholeMicrosecond() =>
        (long)(
            Rate.Numerator
            / BigInteger.GreatestCommonDivisor(Rate.Numerator, new BigInteger(Rate.Denominator) * 1_000_000)
        );

    private static long Unlimited(int framesPerSegment) => long.MaxValue / framesPerSegment * framesPerSegment;

    private long FirstFrame(int chunk) => ChunkStarts?[chunk] ?? chunk * FramesPerChunk;

    private static long CeilingOf(long dividend, long divisor) => dividend / divisor + (dividend % divisor > 0 ? 1 : 0);
}
