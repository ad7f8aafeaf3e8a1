using Microsoft.Extensions.DependencyInjection;

namespace StreamVault.Core.Media;

/// <summary>Registers the services that read media files.</summary>
public static class MediaServices
{
    /// <summary>Adds the probe and the packet reader. The caller adds FFmpeg.</summary>
    public static IServiceCollection AddMedia(this IServiceCollection services)
    {
        services.AddSingleton<SourceProbe>();
        services.AddSingleton<SourcePackets>();
        services.AddSingleton<SourceDurations>();
        return services;
    }
}
