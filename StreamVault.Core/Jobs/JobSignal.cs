namespace StreamVault.Core.Jobs;

/// <summary>Wakes the workers at once when there is something to claim; polling is only the safety net behind it.</summary>
public sealed class JobSignal
{
    private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The next <see cref="Wake"/>: take it before looking into the queue, so that none is missed.</summary>
    public Task Next => _next.Task;

    /// <summary>Wakes every waiting worker.</summary>
    public void Wake() =>
        Interlocked
            .Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))
            .SetResult();
}
