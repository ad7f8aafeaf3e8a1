using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace StreamVault.Core.Tokens;

/// <summary>Writes behind, every few seconds, when tokens were last used: no request waits for it.</summary>
internal sealed partial class TokenUseWriter(AccessTokens tokens, TimeProvider clock, ILogger<TokenUseWriter> logger)
    : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await WriteAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was used in the last seconds is known only here.
            await WriteAsync(CancellationToken.None);
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await tokens.WriteUsesAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Kept in memory and tried again at the next tick.
            Log.NotWritten(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Token uses could not be written; trying again")]
        public static partial void NotWritten(ILogger logger, Exception exception);
    }
}
