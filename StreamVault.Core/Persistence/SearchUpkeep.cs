using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Persistence;

/// <summary>
/// Writes missing and outdated search documents after each start, without delaying it: an upgraded vault has none.
/// </summary>
internal sealed partial class SearchUpkeep(
    IDbContextFactory<StreamVaultDbContext> contextFactory,
    TimeProvider clock,
    ILogger<SearchUpkeep> logger
) : BackgroundService
{
    private const int BatchSize = 100;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!await TryAsync(stoppingToken))
        {
            await Task.Delay(RetryAfter, clock, stoppingToken);
        }
    }

    private async Task<bool> TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunAsync(stoppingToken);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.Failed(logger, RetryAfter, e);
            return false;
        }
    }

    /// <summary>Writes all missing and outdated documents, and the sort keys of their titles.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var written = 0;
        while (await WriteBatchAsync(cancellationToken) is > 0 and var count)
        {
            written += count;
        }

        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await SearchIndex.RemoveOrphansAsync(database, cancellationToken);
        if (written > 0)
        {
            Log.Written(logger, written);
        }
    }

    /// <returns>The number of documents that were written; 0 if all are current.</returns>
    private async Task<int> WriteBatchAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var videos = await database
            .Videos.Where(video =>
                !database.SearchDocuments.Any(document =>
                    document.VideoId == video.Id && document.Version == SearchIndex.Version
                )
            )
            .OrderBy(video => video.Id)
            .Take(BatchSize)
            .ToListAsync(cancellationToken);
        foreach (var video in videos)
        {
            // Computes the sort key again.
            video.Title = video.Title;
        }

        await database.SaveChangesAsync(cancellationToken);
        await SearchIndex.RefreshAsync(database, videos.Select(video => video.Id), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return videos.Count;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Indexed {Count} videos for the search")]
        public static partial void Written(ILogger logger, int count);

        [LoggerMessage(LogLevel.Warning, "Videos could not be indexed for the search; retrying in {Pause}")]
        public static partial void Failed(ILogger logger, TimeSpan pause, Exception e);
    }
}
