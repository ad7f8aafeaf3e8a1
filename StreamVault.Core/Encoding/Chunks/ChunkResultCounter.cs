using StreamVault.Core.Encoding.Planning;

namespace StreamVault.Core.Encoding.Chunks;

/// <summary>
/// Adds up the frames of a video's chunks, several of which are encoded at once in any order. Thread-safe.
/// </summary>
internal sealed class ChunkResultCounter
{
    private readonly Lock _lock = new();
    private readonly ChunkPlan _chunks;
    private readonly long?[] _finished;
    private readonly long[] _inProgress;

    /// <param name="chunks">The plan.</param>
    /// <param name="finished">The frames of each chunk that an earlier attempt finished; null for the others.</param>
    public ChunkResultCounter(ChunkPlan chunks, IEnumerable<long?> finished)
    {
        _chunks = chunks;
        _finished = [.. finished];
        _inProgress = new long[_finished.Length];
    }

    /// <summary>Whether a chunk must still be encoded: it is unfinished, and the source did not end before it.</summary>
    public bool Needs(int chunk)
    {
        lock (_lock)
        {
            return _finished[chunk] is null && chunk < EndsIn() + 1;
        }
    }

    /// <summary>The frames of every chunk up to the one in which the source ended, even if the plan has more.</summary>
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

    /// <summary>Sets the progress of a chunk.</summary>
    /// <returns>The frames of all chunks together.</returns>
    public long Advance(int chunk, long frames)
    {
        lock (_lock)
        {
            _inProgress[chunk] = frames;
            return _finished.Zip(_inProgress, (finished, inProgress) => finished ?? inProgress).Sum();
        }
    }

    /// <summary>Sets the frames of a finished chunk. Fewer than planned means that the source ends in it.</summary>
    public void Finish(int chunk, long frames)
    {
        lock (_lock)
        {
            _finished[chunk] = frames;
        }
    }

    // If several chunks are short, those after the first would not join.
    private int EndsIn()
    {
        var first = Enumerable
            .Range(0, _finished.Length)
            .Where(chunk => _finished[chunk] < _chunks[chunk].Frames)
            .DefaultIfEmpty(_finished.Length - 1);
        return first.First();
    }
}
