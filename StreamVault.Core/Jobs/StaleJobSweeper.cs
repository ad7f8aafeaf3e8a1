using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace StreamVault.Core.Jobs;

/// <summary>Looks every minute for jobs whose worker gave no sign of life, and puts them back into the queue.</summary>
internal sealed partial class StaleJobSweeper(JobQueue queue, TimeProvider clock, ILogger<StaleJobSweeper> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await queue.RecoverStaleAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.Failed(logger, e);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Looking for stale jobs failed; it is done again in a minute")]
        public static partial void Failed(ILogger logger, Exception e);
    }
}
