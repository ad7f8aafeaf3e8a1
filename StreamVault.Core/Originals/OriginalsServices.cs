using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Settings;

namespace StreamVault.Core.Originals;

/// <summary>Registers the services that keep or delete uploaded files after their videos are ready.</summary>
public static class OriginalsServices
{
    /// <summary>
    /// Adds these services and their options. The caller registers the storage, the database, the event hub and the
    /// library.
    /// </summary>
    public static IServiceCollection AddOriginals(this IServiceCollection services)
    {
        services.AddSettings<OriginalsOptions>("StreamVault:Originals");
        return services.AddSingleton<OriginalFiles>();
    }
}
