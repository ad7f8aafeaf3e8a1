using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Background;
using StreamVault.Core.Library;
using StreamVault.Core.Settings;

namespace StreamVault.Core.Similarity;

/// <summary>Registers the search for similar videos.</summary>
public static class SimilarityServices
{
    /// <summary>
    /// Adds it. The caller registers the library, the background queue, FFmpeg, the storage, the database, the event hub
    /// and the clock.
    /// </summary>
    public static IServiceCollection AddSimilarity(this IServiceCollection services)
    {
        services.AddSettings<SimilarityOptions>("StreamVault:Similarity");
        return services
            .AddSingleton<SimilarPairs>()
            .AddSingleton<FingerprintStore>()
            .AddSingleton<StoredFrames>()
            .AddSingleton<FingerprintMaker>()
            .AddSingleton<SameMomentCheck>()
            .AddSingleton(services => new SimilarFrames(
                services.GetRequiredService<FingerprintStore>(),
                services.GetRequiredService<StoredFrames>(),
                services.GetRequiredService<VideoLibrary>()
            ))
            .AddBackgroundHandler<SimilarVideosHandler>()
            .AddHostedService<FingerprintUpkeep>();
    }
}
