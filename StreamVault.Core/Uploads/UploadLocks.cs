namespace StreamVault.Core.Uploads;

/// <summary>
/// Gives one request at a time access to an upload. A newer request interrupts the older one, so that a sender whose
/// connection broke isn't locked out by its own previous request. Thread-safe.
/// </summary>
internal sealed class UploadLocks(TimeProvider clock)
{
    /// <summary>How long a newer request waits for the older one to end: 10 seconds.</summary>
    public static TimeSpan Timeout { get; } = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, UploadLock> _held = [];
    private long _lastNumber;

    /// <summary>Takes the lock, interrupting its holder.</summary>
    /// <returns>Null if the holder doesn't end within <see cref="Timeout"/>, or a newer request came first.</returns>
    public async Task<UploadLock?> TakeAsync(Guid upload, CancellationToken cancellationToken)
    {
        var own = new UploadLock(this, upload, Interlocked.Increment(ref _lastNumber));
        while (HolderInsteadOf(own) is { } other)
        {
            if (other.Number > own.Number)
            {
                return null;
            }

            await other.InterruptAsync();
            try
            {
                await other.Released.WaitAsync(Timeout, clock, cancellationToken);
            }
            catch (TimeoutException)
            {
                return null;
            }
        }

        return own;
    }

    /// <summary>Takes the lock if it is free; null if not.</summary>
    public UploadLock? TryTake(Guid upload)
    {
        var own = new UploadLock(this, upload, Interlocked.Increment(ref _lastNumber));
        return HolderInsteadOf(own) is null ? own : null;
    }

    /// <summary>Whether a request holds the lock now.</summary>
    public bool IsTaken(Guid upload)
    {
        lock (_lock)
        {
            return _held.ContainsKey(upload);
        }
    }

    internal void Release(UploadLock held)
    {
        lock (_lock)
        {
            _held.Remove(held.Upload);
        }
    }

    // The current holder; null if the lock was free and is taken now.
    private UploadLock? HolderInsteadOf(UploadLock own)
    {
        lock (_lock)
        {
            return _held.TryAdd(own.Upload, own) ? null : _held[own.Upload];
        }
    }
}
