namespace StreamVault.Core.Ffmpeg;

/// <summary>
/// Cancels work that makes no progress for too long. Time in which a program is ready to run but gets no CPU time, because
/// of its low priority, doesn't count. Thread-safe.
/// </summary>
public sealed class Watchdog : IDisposable
{
    private const int ChecksPerTimeout = 10;
    private readonly TimeSpan _interval;

    // Never disposed: the timer's callback may run later than Dispose, and an exception in it would end the server. It has
    // no timer and no wait handle of its own, so there is nothing to release.
    private readonly CancellationTokenSource _silence = new();
    private readonly CancellationTokenSource _either;
    private readonly ITimer _timer;
    private ProcessorTime? _program;
    private int _silentChecks;

    /// <summary>Starts watching.</summary>
    /// <param name="timeout">The maximum time without progress.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Cancels the work too.</param>
    public Watchdog(TimeSpan timeout, TimeProvider clock, CancellationToken cancellationToken)
    {
        _interval = timeout / ChecksPerTimeout;
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _silence.Token);
        _timer = clock.CreateTimer(_ => Check(), null, _interval, _interval);
    }

    /// <summary>Cancelled by the caller's token or by the timeout.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Sets the program that does the work.</summary>
    public void Track(int processId) => Volatile.Write(ref _program, new ProcessorTime(processId));

    /// <summary>Call when the work makes progress.</summary>
    public void ReportProgress()
    {
        Volatile.Write(ref _silentChecks, 0);
        _timer.Change(_interval, _interval);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _timer.Dispose();
        _either.Dispose();
    }

    // Runs on the thread pool, so it must not throw.
    private void Check()
    {
        if (
            Volatile.Read(ref _program)?.WasStarved(_interval) != true
            && Interlocked.Increment(ref _silentChecks) == ChecksPerTimeout
        )
        {
            // Exceptions from the token's callbacks stay in the task; the code that waits for the work stops it again.
            _ = _silence.CancelAsync();
        }
    }
}
