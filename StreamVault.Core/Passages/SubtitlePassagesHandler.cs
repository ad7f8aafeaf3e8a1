using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Background;

namespace StreamVault.Core.Passages;

/// <summary>Makes the subtitles of existing videos searchable.</summary>
internal sealed class SubtitlePassagesHandler(SubtitlePassages passages) : IBackgroundHandler
{
    public const string KindName = "subtitle_search";

    public string Kind => KindName;

    public string Name => "Searchable subtitles";

    public async Task<BackgroundOutcome> RunAsync(BackgroundRun run, CancellationToken cancellationToken)
    {
        await passages.WriteAsync(run.Video, cancellationToken);
        return new BackgroundOutcome.Done();
    }
}

/// <summary>Looks once after each start for videos whose subtitles aren't searchable yet.</summary>
internal sealed partial class SubtitlePassagesStart(SubtitlePassages passages, ILogger<SubtitlePassagesStart> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await passages.EnqueueMissingAsync(stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.Failed(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "Videos without searchable subtitles could not be listed; retrying at the next start"
        )]
        public static partial void Failed(ILogger logger, Exception e);
    }
}
