using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;

namespace StreamVault.Core.Background;

/// <summary>A background task and the title of its video.</summary>
/// <param name="Task">The task.</param>
/// <param name="Name">The display name of its kind.</param>
/// <param name="VideoTitle">The title of its video.</param>
public sealed record BackgroundListing(BackgroundTask Task, string Name, string VideoTitle);

/// <summary>The number of tasks of one kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">The display name.</param>
/// <param name="Waiting">The number of waiting tasks, including the running one.</param>
/// <param name="Failed">The number of failed tasks.</param>
public sealed record BackgroundCount(string Kind, string Name, int Waiting, int Failed);

/// <summary>A snapshot of all background work.</summary>
/// <param name="IsPaused">Whether background tasks are paused.</param>
/// <param name="Hold">Why no task may run; null if tasks may run.</param>
/// <param name="Running">The running task; null if there is none.</param>
/// <param name="Kinds">The kinds that have tasks, sorted by name.</param>
/// <param name="Failed">The first failed tasks.</param>
public sealed record BackgroundState(
    bool IsPaused,
    BackgroundHold? Hold,
    BackgroundListing? Running,
    IReadOnlyList<BackgroundCount> Kinds,
    IReadOnlyList<BackgroundListing> Failed
)
{
    /// <summary>Whether there is nothing to show.</summary>
    public bool IsEmpty => !IsPaused && Running is null && Kinds.Count == 0;
}

/// <summary>Reads the state of the background queue for display. Thread-safe.</summary>
public sealed class BackgroundOverview
{
    /// <summary>The maximum number of failed tasks in the list.</summary>
    public const int MaxFailed = 100;

    private readonly BackgroundQueue _queue;
    private readonly IdleGate _gate;
    private readonly Dictionary<string, string> _names;
    private readonly IDbContextFactory<StreamVaultDbContext> _databases;

    /// <summary>Creates the single instance; called by dependency injection.</summary>
    public BackgroundOverview(
        BackgroundQueue queue,
        IdleGate gate,
        IEnumerable<IBackgroundHandler> handlers,
        IDbContextFactory<StreamVaultDbContext> contextFactory
    )
    {
        (_queue, _gate, _databases) = (queue, gate, contextFactory);
        _names = handlers.ToDictionary(handler => handler.Kind, handler => handler.Name);
    }

    /// <summary>Reads the current state. Tasks of hidden videos are counted but not listed.</summary>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<BackgroundState> ReadAsync(bool withPrivate, CancellationToken cancellationToken)
    {
        await using var database = await _databases.CreateDbContextAsync(cancellationToken);
        var counts = await database
            .BackgroundTasks.GroupBy(task => new { task.Kind, task.Status })
            .Select(group => new
            {
                group.Key.Kind,
                group.Key.Status,
                Count = group.Count(),
            })
            .ToListAsync(cancellationToken);
        var kinds = counts
            .GroupBy(row => row.Kind)
            .Select(rows => new BackgroundCount(
                rows.Key,
                NameOf(rows.Key),
                rows.Where(row => row.Status == BackgroundStatus.Waiting).Sum(row => row.Count),
                rows.Where(row => row.Status == BackgroundStatus.Failed).Sum(row => row.Count)
            ))
            .OrderBy(kind => kind.Name, StringComparer.Ordinal)
            .ToList();
        var failed = await ListAsync(
            database.BackgroundTasks.Where(task => task.Status == BackgroundStatus.Failed),
            database,
            withPrivate,
            cancellationToken
        );
        var running = _queue.Running is { } now
            ? await ListAsync(
                database.BackgroundTasks.Where(task => task.Kind == now.Kind && task.VideoId == now.VideoId),
                database,
                withPrivate,
                cancellationToken
            )
            : [];
        return new BackgroundState(
            await _queue.IsPausedAsync(cancellationToken),
            running is [] ? await _gate.HoldAsync(cancellationToken) : null,
            running.FirstOrDefault(),
            kinds,
            failed
        );
    }

    private async Task<List<BackgroundListing>> ListAsync(
        IQueryable<BackgroundTask> tasks,
        StreamVaultDbContext database,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        var rows = await tasks
            .AsNoTracking()
            .OrderBy(task => task.QueuedAt)
            .Take(MaxFailed)
            .Join(
                database.Videos.Visible(withPrivate),
                task => task.VideoId,
                video => video.Id,
                (task, video) => new { task, video.Title }
            )
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => new BackgroundListing(row.task, NameOf(row.task.Kind), row.Title))];
    }

    // A newer version may have left tasks of a kind that this version doesn't know.
    private string NameOf(string kind) => _names.GetValueOrDefault(kind, kind);
}
