using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace StreamVault.Core.Encoding;

/// <summary>Looks for FFmpeg before the first page is served, and then now and again, so that pages and workers learn of changes.</summary>
internal sealed partial class FfmpegWatch(FfmpegTools tools, TimeProvider clock, ILogger<FfmpegWatch> logger)
    : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await CheckAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(FfmpegTools.RecheckAfter, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await CheckAsync(stoppingToken);
        }
    }

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await tools.CheckAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.Failed(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Looking for FFmpeg failed; it is done again in a while")]
        public static partial void Failed(ILogger logger, Exception e);
    }
}
