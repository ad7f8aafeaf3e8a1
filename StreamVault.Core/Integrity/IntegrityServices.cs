using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Background;

namespace StreamVault.Core.Integrity;

/// <summary>Registers the checks of stored files for damage.</summary>
public static class IntegrityServices
{
    /// <summary>Adds the checks. The caller adds the storage, the database, the event hub and the clock.</summary>
    public static IServiceCollection AddIntegrity(this IServiceCollection services) =>
        services.AddSingleton<DamageRecords>().AddSingleton<VideoCheck>();

    /// <summary>
    /// Adds the server's part: sizes for playback, reports and background tasks. The caller adds the background queue.
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
            .AddHostedService<SentSegmentsWriter>();
}
