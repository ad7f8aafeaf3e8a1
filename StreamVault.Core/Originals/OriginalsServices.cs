using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Settings;

namespace StreamVault.Core.Originals;

/// <summary>Registers the handling of uploaded files after their video is ready.</summary>
public static class OriginalsServices
{
    /// <summary>Adds the originals with their options. The caller adds the storage, the database, the event hub and the library.</summary>
    public static IServiceCollection AddOriginals(this IServiceCollection services)
    {
        services.AddSettings<OriginalsOptions>("StreamVault:Originals");
        return services.AddSingleton<OriginalFiles>();
    }
}
