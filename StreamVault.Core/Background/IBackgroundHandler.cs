using StreamVault.Core.Entities;

namespace StreamVault.Core.Background;

/// <summary>
/// Runs one kind of background task. Register it with
/// <see cref="BackgroundServices.AddBackgroundHandler{THandler}(Microsoft.Extensions.DependencyInjection.IServiceCollection)"/>,
/// then enqueue videos with <see cref="BackgroundQueue.EnqueueAsync"/>.
/// </summary>
public interface IBackgroundHandler
{
    /// <summary>Identifies the kind in the database and over HTTP, in snake case. Never change it.</summary>
    string Kind { get; }

    /// <summary>The display name: <c>Checksums for existing videos</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Runs the task for one video. It may run again after a crash, so it must be idempotent. An exception counts as
    /// <see cref="BackgroundOutcome.Failed"/> with its message.
    /// </summary>
    /// <param name="run">The video, and whether to continue. Long tasks check <see cref="BackgroundRun.ShouldContinueAsync"/> between steps.</param>
    /// <param name="cancellationToken">The server stops or the video was deleted.</param>
    Task<BackgroundOutcome> RunAsync(BackgroundRun run, CancellationToken cancellationToken);
}

/// <summary>How a run of a background task ended.</summary>
public abstract record BackgroundOutcome
{
    private BackgroundOutcome() { }

    /// <summary>Finished, or there was nothing to do.</summary>
    public sealed record Done : BackgroundOutcome;

    /// <summary>Stopped early because <see cref="BackgroundRun.ShouldContinueAsync"/> returned false. Runs again later; no attempt is counted.</summary>
    public sealed record Yielded : BackgroundOutcome;

    /// <summary>Failed. Retried with a growing delay, then shown as failed.</summary>
    /// <param name="Reason">Why, and what to do, in a sentence.</param>
    public sealed record Failed(string Reason) : BackgroundOutcome;
}

/// <summary>One run of a background task.</summary>
public sealed class BackgroundRun
{
    private readonly Func<CancellationToken, Task<bool>> _continues;

    /// <param name="video">The video.</param>
    /// <param name="continues">Whether the task may continue.</param>
    public BackgroundRun(VideoId video, Func<CancellationToken, Task<bool>> continues) =>
        (Video, _continues) = (video, continues);

    /// <summary>The video.</summary>
    public VideoId Video { get; }

    /// <summary>
    /// Whether the task may continue with its next step. False once someone is watching, an encode is waiting or
    /// background tasks are paused: return <see cref="BackgroundOutcome.Yielded"/> then. Cheap enough to call for every
    /// few megabytes read.
    /// </summary>
    public Task<bool> ShouldContinueAsync(CancellationToken cancellationToken) => _continues(cancellationToken);
}
