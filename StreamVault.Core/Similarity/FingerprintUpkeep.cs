using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVault.Core.Background;
using StreamVault.Core.Events;
using StreamVault.Core.Library;

namespace StreamVault.Core.Similarity;

/// <summary>Enqueues ready videos that have no fingerprint: at startup, and when the library changes.</summary>
internal sealed partial class FingerprintUpkeep(
    FingerprintStore fingerprints,
    BackgroundQueue queue,
    EventHub events,
    TimeProvider clock,
    IOptions<SimilarityOptions> options,
    ILogger<FingerprintUpkeep> logger
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _changed = new(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Value.Enabled
            ? Task.WhenAll(WatchAsync(stoppingToken), EnqueueAsync(stoppingToken))
            : Task.CompletedTask;

    private async Task WatchAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in events.WatchAsync<LibraryChange>(stoppingToken))
        {
            _changed.Release();
        }
    }

    private async Task EnqueueAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _changed.WaitAsync(stoppingToken);
            // One query for all changes since the last one.
            while (_changed.Wait(0, CancellationToken.None)) { }
            try
            {
                foreach (var video in await fingerprints.MissingAsync(stoppingToken))
                {
                    await queue.EnqueueAsync(SimilarVideosHandler.KindName, video, stoppingToken);
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, e);
            }

            await Task.Delay(Pause, clock, stoppingToken);
        }
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _changed.Dispose();
        base.Dispose();
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "Videos without a fingerprint can't be listed; retrying at the next change of the library"
        )]
        public static partial void Failed(ILogger logger, Exception e);
    }
}
