using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Background;
using StreamVault.Core.Settings;

namespace StreamVault.Core.Previews;

/// <summary>Registers moving previews and seek previews.</summary>
public static class PreviewServices
{
    /// <summary>Adds them. The caller adds FFmpeg, the storage and the background queue.</summary>
    public static IServiceCollection AddPreviews(this IServiceCollection services)
    {
        services.AddSettings<PreviewOptions>("StreamVault:Previews");
        return services
            .AddSingleton<PreviewMaker>()
            .AddBackgroundHandler<PreviewHandler>()
            .AddBackgroundHandler<SeekPreviewHandler>()
            .AddHostedService<PreviewUpkeep>();
    }
}
