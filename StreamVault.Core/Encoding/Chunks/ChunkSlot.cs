namespace StreamVault.Core.Encoding.Chunks;

/// <summary>
/// The right to encode a chunk. It is released in two parts: the slot as soon as the source is read, because an encoder
/// that only drains its buffer leaves cores idle; the memory when the chunk is done. Thread-safe.
/// </summary>
internal sealed class ChunkSlot(Action releaseSlot, Action releaseMemory) : IDisposable
{
    private int _slotIsReleased;

    /// <summary>Whether another chunk may have started in its place.</summary>
    public bool SlotIsReleased => Volatile.Read(ref _slotIsReleased) != 0;

    /// <summary>Lets another chunk start, if there is memory for both. May be called again.</summary>
    public void ReleaseSlot()
    {
        if (Interlocked.Exchange(ref _slotIsReleased, 1) == 0)
        {
            releaseSlot();
        }
    }

    /// <summary>Releases everything. Call once.</summary>
    public void Dispose()
    {
        ReleaseSlot();
        releaseMemory();
    }
}
