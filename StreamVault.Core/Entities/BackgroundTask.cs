using StreamVault.Core.Background;

namespace StreamVault.Core.Entities;

/// <summary>The state of a <see cref="BackgroundTask"/>. A finished task has no row.</summary>
public enum BackgroundStatus
{
    /// <summary>Runs when the server is idle.</summary>
    Waiting,

    /// <summary>Failed on the last attempt. Stays until it is retried or enqueued again.</summary>
    Failed,
}

/// <summary>A task for one existing video. There is at most one task per kind and video.</summary>
public sealed class BackgroundTask
{
    /// <summary>The kind of task: <see cref="IBackgroundHandler.Kind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The video.</summary>
    public VideoId VideoId { get; init; }

    /// <summary>The state.</summary>
    public BackgroundStatus Status { get; set; }

    /// <summary>The number of attempts so far. Yielding and clean shutdowns aren't counted.</summary>
    public int Attempts { get; set; }

    /// <summary>When it was first enqueued. Tasks run in this order.</summary>
    public DateTimeOffset QueuedAt { get; set; }

    /// <summary>The earliest time of the next attempt; null for immediately.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>Why the last attempt failed; null if none did.</summary>
    public string? Reason { get; set; }

    /// <summary>
    /// Incremented by each enqueue, so that a request that arrives while the task is running causes another run.
    /// </summary>
    public int Revision { get; set; }
}

/// <summary>The settings for all background tasks: one row, or none if nothing was changed.</summary>
public sealed class BackgroundSettings
{
    internal const int OnlyId = 1;

    /// <summary>There is only one row.</summary>
    public int Id { get; init; } = OnlyId;

    /// <summary>Whether background tasks are paused until the user resumes them.</summary>
    public bool IsPaused { get; set; }
}

/// <summary>Records that a kind was enqueued for every video that was ready at that time.</summary>
public sealed class BackgroundSweep
{
    /// <summary>The kind.</summary>
    public required string Kind { get; init; }

    /// <summary>When it was enqueued.</summary>
    public DateTimeOffset EnqueuedAt { get; init; }
}
