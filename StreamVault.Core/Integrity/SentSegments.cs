using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Background;
using StreamVault.Core.Entities;
using StreamVault.Core.Hosting;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Integrity;

/// <summary>
/// Tracks which stored files were sent, so that their bytes are checked when the server is idle. Recording a file costs
/// one in-memory lookup. Thread-safe.
/// </summary>
public sealed class SentSegments
{
    /// <summary>
    /// The maximum number of files recorded between two saves. Additional files aren't checked this time.
    /// </summary>
    public const int Most = 50_000;

    private ConcurrentDictionary<(VideoId Video, string Name), bool> _sent = new();

    /// <summary>Records that a file was sent, by this server or by a proxy.</summary>
    public void Record(VideoId video, string name)
    {
        var sent = _sent;
        if (!sent.ContainsKey((video, name)) && sent.Count < Most)
        {
            sent[(video, name)] = true;
        }
    }

    internal IReadOnlyCollection<(VideoId Video, string Name)> Take() =>
        _sent.IsEmpty ? [] : [.. Interlocked.Exchange(ref _sent, new()).Keys];
}

/// <summary>
/// Saves the list of sent files once a minute and enqueues the checks that are due, at most once a day per file.
/// </summary>
internal sealed class SentSegmentsWriter(
    SentSegments sent,
    IDbContextFactory<StreamVaultDbContext> contextFactory,
    BackgroundQueue queue,
    TimeProvider clock,
    ILogger<SentSegmentsWriter> logger
) : PeriodicWork(TimeSpan.FromMinutes(1), clock, logger)
{
    private readonly TimeProvider _clock = clock;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(cancellationToken);
    }

    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        var files = sent.Take();
        if (files.Count == 0)
        {
            return;
        }

        var now = _clock.GetUtcNow();
        var videos = files.Select(file => file.Video).Distinct().ToList();
        await using (var database = await contextFactory.CreateDbContextAsync(cancellationToken))
        {
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            foreach (var (video, name) in files)
            {
                var (id, at) = (video.ToString(), UtcText.Write(now));
                await database.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO sent_segments (video_id, name, sent_at) SELECT id, {name}, {at} FROM videos WHERE id = {id}
                    ON CONFLICT (video_id, name) DO UPDATE SET sent_at = excluded.sent_at
                    """,
                    cancellationToken
                );
            }

            await transaction.CommitAsync(cancellationToken);
            videos = await SentSegmentsHandler
                .Due(database, now)
                .Where(file => videos.Contains(file.VideoId))
                .Select(file => file.VideoId)
                .Distinct()
                .ToListAsync(cancellationToken);
        }

        foreach (var video in videos)
        {
            await queue.EnqueueAsync(SentSegmentsHandler.KindName, video, cancellationToken);
        }
    }
}
