using StreamVault.Core.Encoding.Planning;

namespace StreamVault.Core.Encoding.Chunks;

/// <summary>
/// Adds up what the chunks of one video yield while several are encoded at once and none waits for the one before it.
/// Thread-safe.
/// </summary>
internal sealed class ChunkResultCounter
{
    private readonly Lock _lock = new();
    private readonly ChunkPlan _chunks;
    private readonly long?[] _finished;
    private readonly long[] _underWay;

    /// <param name="chunks">The plan.</param>
    /// <param name="finished">Frames of each chunk that an earlier attempt finished; null of the others.</param>
    public ChunkResultCounter(ChunkPlan chunks, IEnumerable<long?> finished)
    {
        _chunks = chunks;
        _finished = [.. finished];
        _underWay = new long[_finished.Length];
    }

    /// <summary>Whether a chunk is still to be made: it is not finished, and the source did not end before it.</summary>
    public bool Needs(int chunk)
    {
        lock (_lock)
        {
            return _finished[chunk] is null && chunk < EndsIn() + 1;
        }
    }

    /// <summary>Frames of every chunk up to that in which the source ended, even if the plan has more.</summary>
    public IReadOnlyList<long> Frames
    {
        get
        {
            lock (_lock)
            {
                return [.. _finished.Take(EndsIn() + 1).OfType<long>().Where(frames => frames > 0)];
            }
        }
    }

    /// <summary>Notes how far a chunk is that is being made.</summary>
    /// <returns>Frames of all chunks together.</returns>
    public long Advance(int chunk, long frames)
    {
        lock (_lock)
        {
            _underWay[chunk] = frames;
            return _finished.Zip(_underWay, (finished, underWay) => finished ?? underWay).Sum();
        }
    }

    /// <summary>Notes what a chunk yielded in the end; fewer frames than planned means that the source ends in it.</summary>
    public void Finish(int chunk, long frames)
    {
        lock (_lock)
        {
            _finished[chunk] = frames;
        }
    }

    // Of several chunks that fell short, what lies behind the first is nothing that would join.
    private int EndsIn()
    {
        var first = Enumerable
            .Range(0, _finished.Length)
            .Where(chunk => _finished[chunk] < _chunks[chunk].Frames)
            .DefaultIfEmpty(_finished.Length - 1);
        return first.First();
    }
}
