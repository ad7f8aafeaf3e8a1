using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Passages;
using StreamVault.Core.Subtitles;

namespace StreamVault.Core.Packaging;

/// <summary>Registers the packaging of encoded tracks.</summary>
public static class PackagingServices
{
    /// <summary>Adds the stages from encoded tracks to a published result.</summary>
    public static IServiceCollection AddPackaging(this IServiceCollection services)
    {
        services.AddSingleton<SegmentMaker>();
        services.AddSingleton<RenditionStage>();
        services.AddSingleton<PosterStage>();
        services.AddSingleton<PackageStage>();
        services.AddSingleton<ResultCheck>();
        services.AddSingleton<ManifestStage>();
        services.AddPassages();
        services.AddSingleton<SubtitleFolder>();
        services.AddSingleton<UploadedSubtitles>();
        services.AddSingleton<PublishStage>();
        return services;
    }
}
