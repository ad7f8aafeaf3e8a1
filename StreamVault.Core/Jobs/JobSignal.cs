namespace StreamVault.Core.Jobs;

/// <summary>Wakes workers when a job may be due, so that they needn't wait for the next poll.</summary>
public sealed class JobSignal
{
    private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// Completes at the next <see cref="Wake"/>. Get it before reading the queue, so that none is missed.
    /// </summary>
    public Task Next => _next.Task;

    /// <summary>Wakes every waiting worker.</summary>
    public void Wake() =>
        Interlocked
            .Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))
            .SetResult();
}
