namespace StreamVault.Core.Encoding.Chunks;

/// <summary>
/// The right to encode a chunk. It is given back in two parts: the turn as soon as the source is read, since an encoder that
/// only works off what it holds leaves cores idle; the memory when the chunk is done. Thread-safe.
/// </summary>
internal sealed class ChunkSlot(Action releaseSlot, Action releaseMemory) : IDisposable
{
    private int _slotIsReleased;

    /// <summary>Whether another chunk may have begun in its place.</summary>
    public bool SlotIsReleased => Volatile.Read(ref _slotIsReleased) != 0;

    /// <summary>Lets another chunk begin, if there is memory for both. May be called again.</summary>
    public void ReleaseSlot()
    {
        if (Interlocked.Exchange(ref _slotIsReleased, 1) == 0)
        {
            releaseSlot();
        }
    }

    /// <summary>Gives everything back; call once.</summary>
    public void Dispose()
    {
        ReleaseSlot();
        releaseMemory();
    }
}
