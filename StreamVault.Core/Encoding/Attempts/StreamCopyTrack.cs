using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Packaging.TransportStreams;

namespace StreamVault.Core.Encoding.Attempts;

/// <summary>
/// Looks at every picture of a source that is to be passed on as it is, as it will be passed on, and decides where it is
/// cut. What is encoded beside it stands on a grid of constant rate, so each frame of the grid must be one of its pictures.
/// </summary>
/// <param name="rung">The quality it is to be.</param>
/// <param name="chunks">The plan to encode it: its grid, and how long segments shall be.</param>
internal sealed class StreamCopyTrack(Rung rung, ChunkPlan chunks)
{
    private const string Uneven = "its pictures don't follow each other evenly";
    private static readonly long Begin = TransportClock.TicksOf(CopyArguments.StreamCopyStart);

    // x264 sets key frames 250 frames apart unless told otherwise: 8.3 s at 30 a second, 10 s at 25.
    private const double LongestSegments = 2.5;

    // Baseline, Main, High; 4.2 is what phones and televisions can decode, and 5.2 those that can show 4K.
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

    /// <summary>How many pictures there are.</summary>
    public long Frames { get; private set; }

    /// <summary>Reads all of it.</summary>
    /// <param name="pictures">The pictures as they are stored, the beginning of the file at <see cref="CopyArguments.StreamCopyStart"/>.</param>
    /// <returns>Why it can't be kept, as the second half of a sentence; null if it can.</returns>
    public string? Refusal(IEnumerable<AccessUnit> pictures)
    {
        foreach (var picture in pictures)
        {
            if (Add(picture) is { } refusal)
            {
                return refusal;
            }
        }

        return Frames == 0 ? "there is nothing in it" : EndGroup() ?? EndSegment();
    }

    private string? Add(AccessUnit picture)
    {
        if (picture.ShownAt is not { } time)
        {
            return "not every picture says when it is shown";
        }

        // Pictures out of order go back a little.
        var at = _last + TransportClock.Step(Begin + _last, time);
        _last = at;
        var head = H264SliceHeader.Read(picture.Data.Span);
        if (Frames == 0 && BeginRefusal(head) is { } refused)
        {
            return refused;
        }

        if (head.IsRefresh && BeginGroup(head, at) is { } refusal)
        {
            return refusal;
        }

        Frames++;
        _bits += picture.Data.Length * 8;
        return _group.Add(FrameAt(at)) ? null : Uneven;
    }

    private long FrameAt(long at) =>
        (long)Math.Round((decimal)at * chunks.Rate.Numerator / chunks.Rate.Denominator / TransportClock.TicksPerSecond);

    private string? BeginRefusal(H264SliceHeader head) =>
        !head.IsRefresh ? "it does not begin with a key frame"
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
            return "it changes its form on the way";
        }
        else if (EndGroup() is { } refusal)
        {
            return refusal;
        }

        if (FrameAt(at) != _groupStart)
        {
            return Uneven;
        }

        // Not counted from the segment before: what one is too long the next one is shorter.
        if (_groupStart < (long)chunks.FramesPerSegment * _starts.Count)
        {
            return null;
        }

        var tooMuch = EndSegment();
        _starts.Add(_groupStart);
        return tooMuch;
    }

    // Between two key frames all frames are there, each once, and none of them is shown before or behind.
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
        return _groupStart - start > LongestSegments * chunks.FramesPerSegment ? "its key frames lie too far apart"
            // As much as is allowed to what is encoded: the ceiling, and a second of it at once.
            : bits > rung.VideoKilobits * 1000 * (length.TotalSeconds + 1) ? StreamCopyRules.ExceedsBitrate(rung)
            : null;
    }
}
