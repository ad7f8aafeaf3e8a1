using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Settings;

namespace StreamVault.Core.Trash;

/// <summary>Registers the trash.</summary>
public static class TrashServices
{
    /// <summary>Adds the trash and its upkeep. The caller adds the library, the queue and the clock.</summary>
    public static IServiceCollection AddTrash(this IServiceCollection services)
    {
        services.AddSettings<TrashOptions>("StreamVault:Trash");
        services.AddSingleton<TrashPeriod>();
        services.AddSingleton<VideoTrash>();
        services.AddHostedService<TrashUpkeep>();
        return services;
    }
}
