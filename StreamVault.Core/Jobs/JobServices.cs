using Microsoft.Extensions.DependencyInjection;

namespace StreamVault.Core.Jobs;

/// <summary>Registers the work queue.</summary>
public static class JobServices
{
    /// <summary>
    /// Adds the queue and its events. The caller adds its options, the clock, the event hub, the storage and the
    /// database.
    /// </summary>
    public static IServiceCollection AddJobs(this IServiceCollection services) =>
        services
            .AddSingleton<JobSignal>()
            .AddSingleton<PlaybackActivity>()
            .AddSingleton<RunningJobs>()
            .AddSingleton<JobQueue>();
}
