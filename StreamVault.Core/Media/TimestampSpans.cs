namespace StreamVault.Core.Media;

/// <summary>
/// Finds the long pauses of a source: moments at which no track has anything for ten minutes. No camera makes them; a bit
/// that fell over in a time stamp does, and what is behind it would be hours away.
/// </summary>
internal sealed class TimestampSpans
{
    /// <summary>What is longer is no recording but damage.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private static readonly double Longest = LongestPause.TotalSeconds;

    // A file with more of them is a way of recording, not damage.
    private const int Most = 100;
    private readonly List<TimestampSpan> _found = [];
    private int _last;

    /// <summary>What was found, in the order of time; a single one for a file that is as it should be.</summary>
    public IReadOnlyList<TimestampSpan> Found => _found.Count > Most ? [] : _found;

    /// <summary>Takes note of a packet.</summary>
    /// <param name="at">Its time stamp in seconds; packets may come in any order.</param>
    public void Add(double at)
    {
        if (_found.Count > Most)
        {
            return;
        }

        // Nearly always the one of the packet before.
        if (_found.Count == 0 || !IsIn(_last, at))
        {
            _last = _found.FindIndex(stretch => at < stretch.To + Longest);
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

    // Two that have grown towards each other are one.
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
