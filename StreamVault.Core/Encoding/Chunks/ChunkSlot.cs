namespace StreamVault.Core.Encoding.Chunks;

/// <summary>
/// The right to encode a chunk. It is given back in two parts: the turn as soon as the source is read, since an encoder that
/// only works off what it holds leaves cores idle; the memory when the chunk is done. Thread-safe.
/// </summary>
internal sealed class ChunkSlot(Action returnTurn, Action returnMemory) : IDisposable
{
    private int _turnIsReturned;

    /// <summary>Whether another chunk may have begun in its place.</summary>
    public bool TurnIsReturned => Volatile.Read(ref _turnIsReturned) != 0;

    /// <summary>Lets another chunk begin, if there is memory for both. May be called again.</summary>
    public void ReturnTurn()
    {
        if (Interlocked.Exchange(ref _turnIsReturned, 1) == 0)
        {
            returnTurn();
        }
    }

    /// <summary>Gives everything back; call once.</summary>
    public void Dispose()
    {
        ReturnTurn();
        returnMemory();
    }
}
