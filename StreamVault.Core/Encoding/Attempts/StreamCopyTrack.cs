using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Packaging.TransportStreams;

namespace StreamVault.Core.Encoding.Attempts;

/// <summary>
/// Checks every frame of a stream copy and decides where its segments start. The other rungs are encoded on a grid of
/// constant frame rate, so the copy must have exactly one frame at each position of the grid.
/// </summary>
/// <param name="rung">Its rung.</param>
/// <param name="chunks">The grid and the segment length.</param>
internal sealed class StreamCopyTrack(Rung rung, ChunkPlan chunks)
{
    private const string Uneven = "its frame rate is not constant";
    private static readonly long Begin = TransportClock.TicksOf(CopyArguments.StreamCopyStart);

    // x264's default key frame interval is 250 frames: 8.3 s at 30 fps, 10 s at 25 fps.
    private const double MaxSegmentFactor = 2.5;

    // Baseline, Main and High. Phones and TVs can decode level 4.2; those with 4K, 5.2.
    private static readonly int[] Profiles = [66, 77, 100];
    private readonly int _highestLevel = rung.Name == "2160p" ? 52 : 42;
    private readonly List<long> _starts = [];
    private readonly HashSet<long> _group = [];
    private byte[] _parameters = [];
    private long _groupStart;
    private long _bits;
    private long _last;

    /// <summary>The first frame of each segment.</summary>
    public IReadOnlyList<long> Starts => _starts;

    /// <summary>The number of frames.</summary>
    public long Frames { get; private set; }

    /// <summary>Reads all frames.</summary>
    /// <param name="frames">The frames in stored order, with the start of the file at <see cref="CopyArguments.StreamCopyStart"/>.</param>
    /// <returns>Why it can't be stream-copied, as the end of a sentence; null if it can.</returns>
    public string? Refusal(IEnumerable<AccessUnit> frames)
    {
        foreach (var frame in frames)
        {
            if (Add(frame) is { } refusal)
            {
                return refusal;
            }
        }

        return Frames == 0 ? "it has no frames" : EndGroup() ?? EndSegment();
    }

    private string? Add(AccessUnit frame)
    {
        if (frame.ShownAt is not { } time)
        {
            return "a frame has no timestamp";
        }

        // Reordered frames go back a little.
        var at = _last + TransportClock.Step(Begin + _last, time);
        _last = at;
        var head = H264SliceHeader.Read(frame.Data.Span);
        if (Frames == 0 && BeginRefusal(head) is { } refused)
        {
            return refused;
        }

        if (head.IsRefresh && BeginGroup(head, at) is { } refusal)
        {
            return refusal;
        }

        Frames++;
        _bits += frame.Data.Length * 8;
        return _group.Add(FrameAt(at)) ? null : Uneven;
    }

    private long FrameAt(long at) =>
        (long)Math.Round((decimal)at * chunks.Rate.Numerator / chunks.Rate.Denominator / TransportClock.TicksPerSecond);

    private string? BeginRefusal(H264SliceHeader head) =>
        !head.IsRefresh ? "it does not start with a key frame"
        : !Profiles.Contains(head.Profile) || head.Level > _highestLevel
            ? $"not every player can decode it ({head.Codec})"
        : null;

    private string? BeginGroup(H264SliceHeader head, long at)
    {
        if (Frames == 0)
        {
            _parameters = head.ParameterSet;
        }
        else if (!head.ParameterSet.AsSpan().SequenceEqual(_parameters))
        {
            return "its format changes midway";
        }
        else if (EndGroup() is { } refusal)
        {
            return refusal;
        }

        if (FrameAt(at) != _groupStart)
        {
            return Uneven;
        }

        // Counted from the start, not from the previous segment, so that deviations don't add up.
        if (_groupStart < (long)chunks.FramesPerSegment * _starts.Count)
        {
            return null;
        }

        var rejected = EndSegment();
        _starts.Add(_groupStart);
        return rejected;
    }

    // All frames between two key frames exist once, and none is shown before or after them.
    private string? EndGroup()
    {
        var end = _groupStart + _group.Count;
        if (_group.Min() != _groupStart || _group.Max() != end - 1)
        {
            return Uneven;
        }

        _groupStart = end;
        _group.Clear();
        return null;
    }

    private string? EndSegment()
    {
        if (_starts is not [.., var start])
        {
            return null;
        }

        var (length, bits) = (chunks.Rate.TimeOf(_groupStart - start), _bits);
        _bits = 0;
        return _groupStart - start > MaxSegmentFactor * chunks.FramesPerSegment ? "its key frames are too far apart"
            // The limit of encoded video: the ceiling plus one second of it as a burst.
            : bits > rung.VideoKilobits * 1000 * (length.TotalSeconds + 1) ? StreamCopyRules.ExceedsBitrate(rung)
            : null;
    }
}
