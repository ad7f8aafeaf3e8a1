using Microsoft.Extensions.Options;
using StreamVault.Core.Jobs;

namespace StreamVault.Core.Background;

/// <summary>The reason why no background task may run.</summary>
public enum BackgroundHold
{
    /// <summary>The user paused background tasks.</summary>
    Paused,

    /// <summary>Someone is watching, or was watching within <see cref="JobOptions.QuietBeforeIdle"/>.</summary>
    Watching,

    /// <summary>An encode is running or about to start.</summary>
    Encoding,
}

/// <summary>Decides whether the server is idle enough for background tasks. Thread-safe.</summary>
public sealed class IdleGate(
    BackgroundQueue queue,
    JobQueue jobs,
    PlaybackActivity playback,
    TimeProvider clock,
    IOptions<JobOptions> options
)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    /// <summary>Gets the reason why background tasks may not run; null if they may.</summary>
    public async Task<BackgroundHold?> HoldAsync(CancellationToken cancellationToken) =>
        await queue.IsPausedAsync(cancellationToken) ? BackgroundHold.Paused
        : !playback.HasBeenQuietFor(options.Value.QuietBeforeIdle) ? BackgroundHold.Watching
        : await jobs.HasWorkAsync(cancellationToken) ? BackgroundHold.Encoding
        : null;

    /// <summary>
    /// Creates the check for one running task. It detects viewers immediately, from memory, and reads the database at
    /// most once a second.
    /// </summary>
    public Func<CancellationToken, Task<bool>> Watch()
    {
        var looked = clock.GetTimestamp();
        return async cancellationToken =>
        {
            if (!playback.HasBeenQuietFor(options.Value.QuietBeforeIdle))
            {
                return false;
            }

            if (clock.GetElapsedTime(looked) < LookInterval)
            {
                return true;
            }

            looked = clock.GetTimestamp();
            return await HoldAsync(cancellationToken) is null;
        };
    }
}
