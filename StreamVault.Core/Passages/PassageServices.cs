using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Background;

namespace StreamVault.Core.Passages;

/// <summary>Registers the search in subtitles.</summary>
public static class PassageServices
{
    /// <summary>Adds the search in subtitles. The caller registers the background queue, the keys and the database.</summary>
    public static IServiceCollection AddPassages(this IServiceCollection services) =>
        services.AddSingleton<SubtitleReader>().AddSingleton<SubtitlePassages>();

    /// <summary>Adds the background tasks, which only the server needs.</summary>
    public static IServiceCollection AddPassageTasks(this IServiceCollection services) =>
        services.AddBackgroundHandler<SubtitlePassagesHandler>().AddHostedService<SubtitlePassagesStart>();
}
