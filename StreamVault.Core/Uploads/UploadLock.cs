namespace StreamVault.Core.Uploads;

/// <summary>The right to work on an upload, until disposed.</summary>
internal sealed class UploadLock(UploadLocks turns, Guid upload, long asked) : IDisposable
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _interrupted = new();
    private volatile bool _kept;

    /// <summary>The upload.</summary>
    public Guid Upload => upload;

    /// <summary>Greater for whoever asked later.</summary>
    public long Asked => asked;

    /// <summary>Cancelled when a newer request wants to take over: let go soon, and keep what is there.</summary>
    public CancellationToken Interrupted => _interrupted.Token;

    /// <summary>Completes when the turn is over.</summary>
    public Task Ended => _ended.Task;

    /// <summary>From now on nobody interrupts: what follows is worth waiting for.</summary>
    public void Keep() => _kept = true;

    /// <summary>Asks the holder to let go.</summary>
    public Task InterruptAsync() => _kept || Ended.IsCompleted ? Task.CompletedTask : _interrupted.CancelAsync();

    // The source is not disposed: a newer request may be about to cancel it.
    public void Dispose()
    {
        turns.Release(this);
        _ended.TrySetResult();
    }
}
