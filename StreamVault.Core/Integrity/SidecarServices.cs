using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StreamVault.Core.Background;
using StreamVault.Core.Hosting;

namespace StreamVault.Core.Integrity;

/// <summary>Registers sidecars, the quarantine and the startup reconciler.</summary>
public static class SidecarServices
{
    /// <summary>
    /// Adds these services. The caller registers the clock, the event hub, the storage, the database, the library and
    /// the background queue.
    /// </summary>
    public static IServiceCollection AddSidecars(this IServiceCollection services)
    {
        services.TryAddSingleton(new StartMode());
        services.AddSingleton<SidecarWriter>();
        services.AddBackgroundHandler<SidecarTask>();
        services.AddSingleton<ChosenSettings>();
        services.AddSingleton<OrganizationFile>();
        services.AddSingleton<Quarantine>();
        services.AddSingleton<DatabaseGuard>();
        services.AddSingleton<StartupReconciler>();
        services.AddSingleton<VaultRebuild>();
        return services;
    }
}
