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
    /// <see cref="BackgroundOutcome.Failed"/> with the exception's message.
    /// </summary>
    /// <param name="run">
    /// The video, and whether to continue. Long tasks call <see cref="BackgroundRun.ShouldContinueAsync"/> between
    /// steps.
    /// </param>
    /// <param name="cancellationToken">Cancelled when the server stops or the video is deleted.</param>
    Task<BackgroundOutcome> RunAsync(BackgroundRun run, CancellationToken cancellationToken);
}

/// <summary>The outcome of one run of a background task.</summary>
public abstract record BackgroundOutcome
{
    private BackgroundOutcome() { }

    /// <summary>The task finished, or there was nothing to do.</summary>
    public sealed record Done : BackgroundOutcome;

    /// <summary>
    /// The task stopped early because <see cref="BackgroundRun.ShouldContinueAsync"/> returned false. It runs again
    /// later, and the attempt isn't counted.
    /// </summary>
    public sealed record Yielded : BackgroundOutcome;

    /// <summary>The task failed. It is retried with a growing delay, then shown as failed.</summary>
    /// <param name="Reason">Why it failed and what to do, as a sentence.</param>
    public sealed record Failed(string Reason) : BackgroundOutcome;
}

/// <summary>One run of a background task.</summary>
public sealed class BackgroundRun
{
    private readonly Func<CancellationToken, Task<bool>> _continues;

    /// <param name="video">The video.</param>
    /// <param name="continues">Returns whether the task may continue.</param>
    public BackgroundRun(VideoId video, Func<CancellationToken, Task<bool>> continues) =>
        (Video, _continues) = (video, continues);

    /// <summary>The video.</summary>
    public VideoId Video { get; }

    /// <summary>
    /// Whether the task may continue with its next step. Returns false once someone is watching, an encode is waiting
    /// or background tasks are paused; return <see cref="BackgroundOutcome.Yielded"/> then. Cheap enough to call for
    /// every few megabytes read.
    /// </summary>
    public Task<bool> ShouldContinueAsync(CancellationToken cancellationToken) => _continues(cancellationToken);
}
