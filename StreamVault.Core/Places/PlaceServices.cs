using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Background;

namespace StreamVault.Core.Places;

/// <summary>Registers the names of places.</summary>
public static class PlaceServices
{
    /// <summary>Adds the gazetteer.</summary>
    /// <param name="services">The services.</param>
    /// <param name="open">Opens its towns; see <see cref="Gazetteer"/>.</param>
    public static IServiceCollection AddGazetteer(this IServiceCollection services, Func<Stream> open) =>
        services.AddSingleton(new Gazetteer(open));

    /// <summary>Adds the list of places and the naming of existing videos. The caller registers the gazetteer.</summary>
    public static IServiceCollection AddPlaces(this IServiceCollection services) =>
        services
            .AddSingleton<FilmedPlaces>()
            .AddBackgroundHandler<PlaceNamesHandler>()
            .AddHostedService<PlaceNamesStart>();
}
