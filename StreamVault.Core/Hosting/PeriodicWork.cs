using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace StreamVault.Core.Hosting;

/// <summary>Does something now and again. What goes wrong once is logged, and done again the next time.</summary>
/// <param name="interval">The pause in between; the first time is after one.</param>
/// <param name="clock">The time.</param>
/// <param name="logger">Where failures are told.</param>
internal abstract partial class PeriodicWork(TimeSpan interval, TimeProvider clock, ILogger logger) : BackgroundService
{
    /// <summary>Does it once.</summary>
    protected abstract Task WorkAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryAsync(stoppingToken);
        }
    }

    /// <summary>Does it once, out of turn.</summary>
    protected async Task TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WorkAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.Failed(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "This went wrong; it is done again in a while")]
        public static partial void Failed(ILogger logger, Exception e);
    }
}
