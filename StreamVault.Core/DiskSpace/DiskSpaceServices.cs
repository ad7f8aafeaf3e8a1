using Microsoft.Extensions.DependencyInjection;

namespace StreamVault.Core.DiskSpace;

/// <summary>Registers the services that reserve disk space.</summary>
public static class DiskSpaceServices
{
    /// <summary>Adds the reservations. The caller adds the storage, the database and the job queue.</summary>
    public static IServiceCollection AddDiskSpace(this IServiceCollection services)
    {
        services.AddSingleton<SpaceReservations>();
        services.AddSingleton<EncodingSpace>();
        services.AddSingleton<PendingEncodes>();
        services.AddHostedService<PendingEncodesRefresher>();
        return services;
    }
}
