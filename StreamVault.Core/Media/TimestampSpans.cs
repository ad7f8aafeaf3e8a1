namespace StreamVault.Core.Media;

/// <summary>
/// Finds the long pauses of a source, in which no track has a packet for ten minutes. Cameras don't record them; they come
/// from flipped bits in timestamps, which move the following packets hours away.
/// </summary>
internal sealed class TimestampSpans
{
    /// <summary>A longer pause means damage.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private static readonly double Longest = LongestPause.TotalSeconds;

    // A file with more pauses was recorded that way and is not damaged.
    private const int MaxSpans = 100;
    private readonly List<TimestampSpan> _found = [];
    private int _last;

    /// <summary>The spans in chronological order; a single one for a normal file.</summary>
    public IReadOnlyList<TimestampSpan> Found => _found.Count > MaxSpans ? [] : _found;

    /// <summary>Adds a packet.</summary>
    /// <param name="at">Its timestamp in seconds. Packets may come in any order.</param>
    public void Add(double at)
    {
        if (_found.Count > MaxSpans)
        {
            return;
        }

        // Almost always the span of the previous packet.
        if (_found.Count == 0 || !IsIn(_last, at))
        {
            _last = _found.FindIndex(span => at < span.To + Longest);
            if (_last < 0 || !IsIn(_last, at))
            {
                _last = _last < 0 ? _found.Count : _last;
                _found.Insert(_last, new TimestampSpan(at, at, 0));
            }
        }

        var (from, to, packets) = _found[_last];
        _found[_last] = new TimestampSpan(Math.Min(from, at), Math.Max(to, at), packets + 1);
        Join(_last - 1);
        Join(_last);
    }

    private bool IsIn(int index, double at) => at > _found[index].From - Longest && at < _found[index].To + Longest;

    // Adjacent spans that have grown together become one.
    private void Join(int first)
    {
        if (first >= 0 && first + 1 < _found.Count && _found[first + 1].From - _found[first].To < Longest)
        {
            var (one, two) = (_found[first], _found[first + 1]);
            _found[first] = new TimestampSpan(one.From, two.To, one.Packets + two.Packets);
            _found.RemoveAt(first + 1);
            _last = first;
        }
    }
}
