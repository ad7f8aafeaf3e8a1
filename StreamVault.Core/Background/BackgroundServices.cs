using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Settings;

namespace StreamVault.Core.Background;

/// <summary>Registers the background queue.</summary>
public static class BackgroundServices
{
    /// <summary>
    /// Adds the queue and its worker. The caller registers the job queue with its options, the library, the clock, the
    /// event hub and the database.
    /// </summary>
    public static IServiceCollection AddBackground(this IServiceCollection services)
    {
        services.AddSettings<BackgroundOptions>("StreamVault:Background");
        return services
            .AddSingleton<BackgroundQueue>()
            .AddSingleton<IdleGate>()
            .AddSingleton<BackgroundOverview>()
            .AddHostedService<BackgroundWorker>();
    }

    /// <summary>Adds the handler of one kind of background task.</summary>
    public static IServiceCollection AddBackgroundHandler<THandler>(this IServiceCollection services)
        where THandler : class, IBackgroundHandler => services.AddSingleton<IBackgroundHandler, THandler>();
}
