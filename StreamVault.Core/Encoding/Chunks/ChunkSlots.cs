using Microsoft.Extensions.Options;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Jobs;

namespace StreamVault.Core.Encoding.Chunks;

/// <summary>
/// Limits how many chunks are encoded at the same time, across all jobs, by number and by memory. First come, first
/// served. Thread-safe.
/// </summary>
internal sealed class ChunkSlots
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _waiting = new();
    private readonly int _count;
    private readonly long _memory;
    private int _taken;
    private long _takenMemory;

    public ChunkSlots(IOptions<EncodingOptions> options)
        : this(options.Value.ChunkCount, options.Value.UsableMemoryBytes) { }

    /// <param name="count">The number of chunks at once.</param>
    /// <param name="memory">The bytes that all of them may need together. A single one may need more.</param>
    public ChunkSlots(int count, long memory) => (_count, _memory) = (count, memory);

    /// <summary>Waits for a slot.</summary>
    /// <param name="memory">The bytes that the chunk needs.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The slot. Dispose it once when the chunk is done.</returns>
    public async Task<ChunkSlot> TakeAsync(long memory, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(memory);
        lock (_lock)
        {
            _waiting.AddLast(waiter);
            Serve();
        }

        await using var _ = cancellationToken.Register(() => CancelWait(waiter, cancellationToken));
        await waiter.Granted.Task;
        return new ChunkSlot(ReleaseSlot, () => ReleaseMemory(memory));
    }

    private void CancelWait(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_waiting.Remove(waiter))
            {
                waiter.Granted.SetCanceled(cancellationToken);
                Serve();
            }
        }
    }

    private void ReleaseSlot()
    {
        lock (_lock)
        {
            _taken--;
            Serve();
        }
    }

    private void ReleaseMemory(long memory)
    {
        lock (_lock)
        {
            _takenMemory -= memory;
            Serve();
        }
    }

    // Strictly in order: if smaller chunks could overtake a large one, it might wait forever.
    private void Serve()
    {
        while (_waiting.First?.Value is { } next && Fits(next.Memory))
        {
            _waiting.RemoveFirst();
            _taken++;
            _takenMemory += next.Memory;
            next.Granted.SetResult();
        }
    }

    private bool Fits(long memory) => _takenMemory == 0 || (_taken < _count && _takenMemory + memory <= _memory);

    private sealed record Waiter(long Memory)
    {
        public TaskCompletionSource Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
