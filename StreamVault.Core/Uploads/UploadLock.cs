namespace StreamVault.Core.Uploads;

/// <summary>Exclusive access to a resumable upload, until disposed.</summary>
internal sealed class UploadLock(UploadLocks locks, Guid upload, long number) : IDisposable
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _interrupted = new();
    private volatile bool _canBeInterrupted = true;

    /// <summary>The upload.</summary>
    public Guid Upload => upload;

    /// <summary>Higher for later requests.</summary>
    public long Number => number;

    /// <summary>Cancelled when a newer request wants to take over: save and release the lock soon.</summary>
    public CancellationToken Interrupted => _interrupted.Token;

    /// <summary>Completes when the lock is released.</summary>
    public Task Released => _released.Task;

    /// <summary>From now on, newer requests wait instead of interrupting.</summary>
    public void DisallowInterruption() => _canBeInterrupted = false;

    /// <summary>Asks the holder to release the lock, unless it disallowed that.</summary>
    public Task InterruptAsync() =>
        !_canBeInterrupted || Released.IsCompleted ? Task.CompletedTask : _interrupted.CancelAsync();

    // The token source is not disposed: a newer request may be about to cancel it.
    public void Dispose()
    {
        locks.Release(this);
        _released.TrySetResult();
    }
}
