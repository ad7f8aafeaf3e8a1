using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Background;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Passages;

/// <summary>Makes the subtitles of published videos searchable. Thread-safe.</summary>
public sealed partial class SubtitlePassages(
    SubtitleReader reader,
    BackgroundQueue queue,
    IDbContextFactory<StreamVaultDbContext> contextFactory,
    ILogger<SubtitlePassages> logger
)
{
    /// <summary>Replaces the searchable subtitles of a video with those of its published files.</summary>
    public async Task WriteAsync(VideoId video, CancellationToken cancellationToken)
    {
        var lines = await reader.ReadAsync(video, cancellationToken);
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        if (lines.Count == 0 && !await OfSubtitles(database, video).AnyAsync(cancellationToken))
        {
            return;
        }

        await SearchIndex.SetPassagesAsync(database, video, PassageKind.Subtitle, lines, cancellationToken);
    }

    /// <summary>Does the same after a video was published. A failure is logged, and a background task tries again.</summary>
    public async Task WritePublishedAsync(VideoId video)
    {
        try
        {
            await WriteAsync(video, CancellationToken.None);
        }
        catch (Exception e)
        {
            Log.Failed(logger, video, e);
            await queue.EnqueueAsync(SubtitlePassagesHandler.KindName, video, CancellationToken.None);
        }
    }

    /// <summary>Enqueues a background task for each ready video whose subtitles aren't searchable yet.</summary>
    public async Task EnqueueMissingAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var without = await database
            .Videos.Where(video =>
                video.Status == VideoStatus.Ready
                && !database.SearchPassages.Any(passage =>
                    passage.VideoId == video.Id && passage.Kind == PassageKind.Subtitle
                )
            )
            .Select(video => video.Id)
            .ToListAsync(cancellationToken);
        foreach (var video in without.Where(reader.HasSubtitles))
        {
            await queue.EnqueueAsync(SubtitlePassagesHandler.KindName, video, cancellationToken);
        }
    }

    private static IQueryable<SearchPassage> OfSubtitles(StreamVaultDbContext database, VideoId video) =>
        database.SearchPassages.Where(passage => passage.VideoId == video && passage.Kind == PassageKind.Subtitle);

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "The subtitles of video {Video} can't be searched yet; retrying in the background"
        )]
        public static partial void Failed(ILogger logger, VideoId video, Exception e);
    }
}
