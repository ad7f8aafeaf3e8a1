using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Background;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Integrity;

/// <summary>Compares the files that players fetched with the manifest.</summary>
internal sealed class SentSegmentsHandler(
    VideoCheck check,
    IDbContextFactory<StreamVaultDbContext> contextFactory,
    TimeProvider clock
) : IBackgroundHandler
{
    public const string KindName = "sent_segments";

    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    public string Kind => KindName;

    public string Name => "Check files that were played";

    /// <summary>Gets the files that were sent and haven't been checked within a day.</summary>
    public static IQueryable<SentSegment> Due(StreamVaultDbContext database, DateTimeOffset now)
    {
        var before = now - Interval;
        return database.SentSegments.Where(file =>
            file.CheckedAt == null || file.CheckedAt <= before && file.SentAt > file.CheckedAt
        );
    }

    public async Task<BackgroundOutcome> RunAsync(BackgroundRun run, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var due = await Due(database, clock.GetUtcNow())
            .Where(file => file.VideoId == run.Video)
            .OrderBy(file => file.Name)
            .Select(file => file.Name)
            .ToListAsync(cancellationToken);
        foreach (var name in due)
        {
            if (!await check.CheckOneAsync(run.Video, name, run.ShouldContinueAsync, cancellationToken))
            {
                return new BackgroundOutcome.Yielded();
            }

            var now = clock.GetUtcNow();
            await database
                .SentSegments.Where(file => file.VideoId == run.Video && file.Name == name)
                .ExecuteUpdateAsync(set => set.SetProperty(file => file.CheckedAt, now), cancellationToken);
        }

        var before = clock.GetUtcNow() - Interval;
        await database
            .SentSegments.Where(file => file.VideoId == run.Video && file.CheckedAt <= before)
            .Where(file => file.SentAt <= file.CheckedAt)
            .ExecuteDeleteAsync(cancellationToken);
        return new BackgroundOutcome.Done();
    }
}
