using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Settings;

namespace StreamVault.Core.Ffmpeg;

/// <summary>Registers the services that run FFmpeg and FFprobe.</summary>
public static class FfmpegServices
{
    /// <summary>Adds the programs with their options. The caller adds the clock, the event hub and the storage.</summary>
    public static IServiceCollection AddFfmpeg(this IServiceCollection services)
    {
        services.AddSettings<FfmpegOptions>("StreamVault:Ffmpeg");
        services.AddSettings<StallOptions>("StreamVault:Encoding");
        services.AddSingleton<ChildRecords>();
        services.AddSingleton<Sandbox>();
        services.AddSingleton<ProgramRunner>();
        services.AddSingleton<FfmpegTools>();
        services.AddSingleton<FfmpegProcess>();
        services.AddSingleton<FfprobeProcess>();
        services.AddHostedService<FfmpegWatch>();
        return services;
    }
}
