namespace StreamVault.Core.Encoding;

/// <summary>Cancels work that gives no sign of getting further for too long.</summary>
internal sealed class Watchdog : IDisposable
{
    private readonly TimeSpan _patience;
    private readonly CancellationTokenSource _silence;
    private readonly CancellationTokenSource _either;

    public Watchdog(TimeSpan patience, TimeProvider clock, CancellationToken cancellationToken)
    {
        _patience = patience;
        _silence = new CancellationTokenSource(patience, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _silence.Token);
    }

    /// <summary>Cancelled by whoever waits for the work, or by silence.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>The work got further.</summary>
    public void Calm() => _silence.CancelAfter(_patience);

    public void Dispose()
    {
        _either.Dispose();
        _silence.Dispose();
    }
}
