using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVault.Core.Background;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Previews;

/// <summary>
/// Enqueues the previews of every video that becomes ready, and once those of all videos that were ready before previews
/// existed.
/// </summary>
internal sealed partial class PreviewUpkeep(
    BackgroundQueue queue,
    VaultStorage storage,
    EventHub events,
    IOptions<PreviewOptions> options,
    ILogger<PreviewUpkeep> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
        {
            return;
        }

        var changes = events.WatchAsync<LibraryChange>(stoppingToken);
        await TryAsync(() => queue.EnqueueForReadyVideosOnceAsync(PreviewHandler.KindName, stoppingToken));
        await TryAsync(() => queue.EnqueueForReadyVideosOnceAsync(SeekPreviewHandler.KindName, stoppingToken));
        await foreach (var change in changes)
        {
            await TryAsync(() => EnqueueAsync(change.Video, stoppingToken));
        }
    }

    private async Task EnqueueAsync(VideoId video, CancellationToken stoppingToken)
    {
        if (PreviewHandler.IsMissing(storage, video))
        {
            await queue.EnqueueAsync(PreviewHandler.KindName, video, stoppingToken);
        }

        if (SeekPreviewHandler.IsMissing(storage, video))
        {
            await queue.EnqueueAsync(SeekPreviewHandler.KindName, video, stoppingToken);
        }
    }

    // A full disk must not stop the server. The next change of the video tries again.
    private async Task TryAsync(Func<Task> enqueue)
    {
        try
        {
            await enqueue();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.Failed(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A preview could not be enqueued")]
        public static partial void Failed(ILogger logger, Exception e);
    }
}
