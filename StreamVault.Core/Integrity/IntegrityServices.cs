using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Background;

namespace StreamVault.Core.Integrity;

/// <summary>Registers the checks that find damaged files.</summary>
public static class IntegrityServices
{
    /// <summary>Adds the checks. The caller registers the storage, the database, the event hub and the clock.</summary>
    public static IServiceCollection AddIntegrity(this IServiceCollection services) =>
        services.AddSingleton<DamageRecords>().AddSingleton<VideoCheck>();

    /// <summary>
    /// Adds the services that only the server needs: file sizes for playback, damage reports, pictures of faces and
    /// background tasks. The caller registers the background queue.
    /// </summary>
    public static IServiceCollection AddIntegrityTasks(this IServiceCollection services) =>
        services
            .AddSingleton<StoredSizes>()
            .AddSingleton<SentSegments>()
            .AddSingleton<DamageReports>()
            .AddBackgroundHandler<ManifestHandler>()
            .AddBackgroundHandler<SentSegmentsHandler>()
            .AddHostedService<ManifestStart>()
            .AddHostedService<DamageReportWorker>()
            .AddHostedService<SentSegmentsWriter>()
            .AddHostedService<FaceUpkeep>();
}
