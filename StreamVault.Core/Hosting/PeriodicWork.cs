using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace StreamVault.Core.Hosting;

/// <summary>Runs work periodically. A failure is logged and the work is retried at the next interval.</summary>
/// <param name="interval">The interval; the first run is after one interval.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">Logs failures.</param>
internal abstract partial class PeriodicWork(TimeSpan interval, TimeProvider clock, ILogger logger) : BackgroundService
{
    /// <summary>Runs the work once.</summary>
    protected abstract Task WorkAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryAsync(stoppingToken);
        }
    }

    /// <summary>Runs the work once, outside the schedule.</summary>
    protected async Task TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WorkAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.Failed(logger, e, GetType().Name, interval);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Task} failed; retrying in {Interval}")]
        public static partial void Failed(ILogger logger, Exception e, string task, TimeSpan interval);
    }
}
