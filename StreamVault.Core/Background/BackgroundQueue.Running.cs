using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;

namespace StreamVault.Core.Background;

public sealed partial class BackgroundQueue
{
    /// <summary>Gets the next task of these kinds that is due; null if there is none.</summary>
    internal async Task<BackgroundTask?> PeekAsync(
        IReadOnlyCollection<string> kinds,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return await database
            .BackgroundTasks.AsNoTracking()
            .Where(task => task.Status == BackgroundStatus.Waiting && kinds.Contains(task.Kind))
            .Where(task => task.NextAttemptAt == null || task.NextAttemptAt <= now)
            .OrderBy(task => task.QueuedAt)
            .ThenBy(task => task.VideoId)
            .ThenBy(task => task.Kind)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>
    /// Counts the attempt before it starts, so that a task that crashes the server fails after its last attempt.
    /// </summary>
    /// <returns>False if the task no longer exists or has just failed permanently.</returns>
    internal async Task<bool> StartAsync(BackgroundTask task, CancellationToken cancellationToken)
    {
        if (task.Attempts >= options.Value.MaxAttempts)
        {
            await EndAsync(
                task,
                "The server stopped each time this task ran. See the server's log.",
                cancellationToken
            );
            return false;
        }

        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var started = await One(database, task.Kind, task.VideoId)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Attempts, row => row.Attempts + 1),
                cancellationToken
            );
        if (started == 0)
        {
            return false;
        }

        task.Attempts++;
        Volatile.Write(ref _running, task);
        Announce();
        return true;
    }

    /// <summary>Removes a finished task, unless it was enqueued again while it ran.</summary>
    internal Task CompleteAsync(BackgroundTask task, CancellationToken cancellationToken) =>
        EndedAsync(async () =>
        {
            await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
            var removed = await One(database, task.Kind, task.VideoId)
                .Where(row => row.Revision == task.Revision)
                .ExecuteDeleteAsync(cancellationToken);
            if (removed == 0)
            {
                await RetryAsync(task.Kind, task.VideoId, cancellationToken);
            }
        });

    /// <summary>Requeues a task that yielded or was stopped by a server shutdown. The attempt isn't counted.</summary>
    internal Task ReleaseAsync(BackgroundTask task, CancellationToken cancellationToken) =>
        EndedAsync(async () =>
        {
            await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
            await One(database, task.Kind, task.VideoId)
                .Where(row => row.Attempts > 0)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.Attempts, row => row.Attempts - 1),
                    cancellationToken
                );
        });

    /// <summary>Schedules a retry of a failed task, or marks it as failed after its last attempt.</summary>
    internal Task FailAsync(BackgroundTask task, string reason, CancellationToken cancellationToken) =>
        EndedAsync(() => EndAsync(task, reason, cancellationToken));

    private async Task EndAsync(BackgroundTask task, string reason, CancellationToken cancellationToken)
    {
        var max = options.Value.MaxAttempts;
        var status = task.Attempts >= max ? BackgroundStatus.Failed : BackgroundStatus.Waiting;
        DateTimeOffset? next =
            status == BackgroundStatus.Failed
                ? null
                : clock.GetUtcNow() + Backoff.After(options.Value.RetryDelay, task.Attempts);
        Log.Failed(logger, task.Kind, task.VideoId, task.Attempts, max, reason);
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await One(database, task.Kind, task.VideoId)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.Status, status)
                        .SetProperty(row => row.Reason, reason)
                        .SetProperty(row => row.NextAttemptAt, next),
                cancellationToken
            );
        Announce();
    }

    private async Task EndedAsync(Func<Task> end)
    {
        try
        {
            await end();
        }
        finally
        {
            Volatile.Write(ref _running, null);
            Announce();
        }
    }
}
