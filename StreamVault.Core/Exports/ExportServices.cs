using Microsoft.Extensions.DependencyInjection;

namespace StreamVault.Core.Exports;

/// <summary>Registers downloads and exports.</summary>
public static class ExportServices
{
    /// <summary>Adds them. The caller adds FFmpeg, the storage and the checks of stored files.</summary>
    public static IServiceCollection AddExports(this IServiceCollection services) =>
        services.AddSingleton<Mp4Download>().AddSingleton<VideoExport>();
}
