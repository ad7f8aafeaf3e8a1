using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Jobs;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Background;

/// <summary>
/// Published when a background task is enqueued, starts or ends, or when tasks are paused or resumed.
/// </summary>
public sealed record BackgroundChange;

/// <summary>
/// A durable queue of tasks for existing videos that run while the server is idle. It has one row per kind and video.
/// Thread-safe.
/// </summary>
public sealed partial class BackgroundQueue(
    IDbContextFactory<StreamVaultDbContext> contextFactory,
    EventHub events,
    TimeProvider clock,
    IOptions<JobOptions> options,
    ILogger<BackgroundQueue> logger
)
{
    private readonly JobSignal _signal = new();
    private BackgroundTask? _running;

    /// <summary>The task that is running in this process; null if there is none.</summary>
    public BackgroundTask? Running => Volatile.Read(ref _running);

    /// <summary>
    /// Completes at the next enqueue, resume or retry. Get it before reading the queue, so that no change is missed.
    /// </summary>
    internal Task Changed => _signal.Next;

    /// <summary>
    /// Enqueues a task. A waiting task keeps its place, a running task runs once more afterwards, and a failed task
    /// starts over. Does nothing if the video doesn't exist.
    /// </summary>
    public async Task EnqueueAsync(string kind, VideoId video, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var (id, now) = (video.ToString(), UtcText.Write(clock.GetUtcNow()));
        var changed = await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO background_tasks (kind, video_id, status, attempts, queued_at, revision)
            SELECT {kind}, id, 'waiting', 0, {now}, 0 FROM videos WHERE id = {id}
            ON CONFLICT (kind, video_id) DO UPDATE SET
                revision = revision + 1,
                attempts = CASE status WHEN 'failed' THEN 0 ELSE attempts END,
                next_attempt_at = CASE status WHEN 'failed' THEN NULL ELSE next_attempt_at END,
                reason = CASE status WHEN 'failed' THEN NULL ELSE reason END,
                status = 'waiting'
            """,
            cancellationToken
        );
        if (changed > 0)
        {
            Announce();
        }
    }

    /// <summary>
    /// Enqueues a task of this kind for every video that is ready now. Only the first call for each kind in a vault has
    /// an effect. The caller enqueues videos that become ready later.
    /// </summary>
    /// <returns>The number of tasks that were added.</returns>
    public async Task<int> EnqueueForReadyVideosOnceAsync(string kind, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var now = UtcText.Write(clock.GetUtcNow());
        var isFirst = await database.Database.ExecuteSqlAsync(
            $"INSERT INTO background_sweeps (kind, enqueued_at) VALUES ({kind}, {now}) ON CONFLICT DO NOTHING",
            cancellationToken
        );
        if (isFirst == 0)
        {
            return 0;
        }

        var added = await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO background_tasks (kind, video_id, status, attempts, queued_at, revision)
            SELECT {kind}, id, 'waiting', 0, {now}, 0 FROM videos WHERE status = 'ready'
            ON CONFLICT DO NOTHING
            """,
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
        Log.Swept(logger, kind, added);
        Announce();
        return added;
    }

    /// <summary>Whether background tasks are paused.</summary>
    public async Task<bool> IsPausedAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        return await database.BackgroundSettings.AnyAsync(settings => settings.IsPaused, cancellationToken);
    }

    /// <summary>
    /// Pauses or resumes background tasks. The state survives restarts. A running task stops at its next step.
    /// </summary>
    public async Task SetPausedAsync(bool paused, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO background_settings (id, is_paused) VALUES ({BackgroundSettings.OnlyId}, {paused})
            ON CONFLICT (id) DO UPDATE SET is_paused = excluded.is_paused
            """,
            cancellationToken
        );
        Log.Paused(logger, paused);
        Announce();
    }

    /// <summary>Restarts a failed or delayed task with all its attempts.</summary>
    /// <returns>False if the task doesn't exist.</returns>
    public async Task<bool> RetryAsync(string kind, VideoId video, CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var changed = await One(database, kind, video)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(task => task.Status, BackgroundStatus.Waiting)
                        .SetProperty(task => task.Attempts, 0)
                        .SetProperty(task => task.Reason, (string?)null)
                        .SetProperty(task => task.NextAttemptAt, (DateTimeOffset?)null),
                cancellationToken
            );
        if (changed > 0)
        {
            Announce();
        }

        return changed > 0;
    }

    private static IQueryable<BackgroundTask> One(StreamVaultDbContext database, string kind, VideoId video) =>
        database.BackgroundTasks.Where(task => task.Kind == kind && task.VideoId == video);

    private void Announce()
    {
        _signal.Wake();
        events.Publish(new BackgroundChange());
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Enqueued background task {Kind} for {Count} existing videos")]
        public static partial void Swept(ILogger logger, string kind, int count);

        [LoggerMessage(LogLevel.Information, "Background tasks paused: {IsPaused}")]
        public static partial void Paused(ILogger logger, bool isPaused);

        [LoggerMessage(
            LogLevel.Warning,
            "Background task {Kind} failed for video {Video} on attempt {Attempt} of {MaxAttempts}: {Reason}"
        )]
        public static partial void Failed(
            ILogger logger,
            string kind,
            VideoId video,
            int attempt,
            int maxAttempts,
            string reason
        );
    }
}
