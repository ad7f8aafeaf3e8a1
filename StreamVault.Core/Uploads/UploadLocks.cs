namespace StreamVault.Core.Uploads;

/// <summary>
/// Lets one request at a time work on an upload. A newer request interrupts the older one and takes over: a sender that
/// lost its connection must not be locked out by what is left of it. Thread-safe.
/// </summary>
internal sealed class UploadLocks(TimeProvider clock)
{
    /// <summary>How long a newer request waits for the older one's end.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, UploadLock> _held = [];
    private long _asked;

    /// <summary>Takes the turn, waiting for the present holder to let go.</summary>
    /// <returns>Null if the holder can't be interrupted and takes too long, or a newer request came first.</returns>
    public async Task<UploadLock?> TakeAsync(Guid upload, CancellationToken cancellationToken)
    {
        var turn = new UploadLock(this, upload, Interlocked.Increment(ref _asked));
        while (Occupant(turn) is { } other)
        {
            if (other.Asked > turn.Asked)
            {
                return null;
            }

            await other.InterruptAsync();
            try
            {
                await other.Ended.WaitAsync(Patience, clock, cancellationToken);
            }
            catch (TimeoutException)
            {
                return null;
            }
        }

        return turn;
    }

    /// <summary>Takes the turn if nobody has it.</summary>
    public UploadLock? TryTake(Guid upload)
    {
        var turn = new UploadLock(this, upload, Interlocked.Increment(ref _asked));
        return Occupant(turn) is null ? turn : null;
    }

    /// <summary>Whether a request works on the upload now.</summary>
    public bool IsTaken(Guid upload)
    {
        lock (_lock)
        {
            return _held.ContainsKey(upload);
        }
    }

    internal void Release(UploadLock turn)
    {
        lock (_lock)
        {
            _held.Remove(turn.Upload);
        }
    }

    // Who has the turn; null if it is the asker's now.
    private UploadLock? Occupant(UploadLock asker)
    {
        lock (_lock)
        {
            return _held.TryAdd(asker.Upload, asker) ? null : _held[asker.Upload];
        }
    }
}
