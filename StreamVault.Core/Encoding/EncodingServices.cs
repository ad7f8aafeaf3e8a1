using Microsoft.Extensions.DependencyInjection;

namespace StreamVault.Core.Encoding;

/// <summary>x</summary>
public static class EncodingServices
{
    /// <summary>x</summary>
    public static IServiceCollection AddEncoding(this IServiceCollection services) =>
        services
            .AddSingleton<SourceProbe>()
            .AddSingleton<Mp4Download>()
            .AddSingleton<Jobs.RunningJobs>()
            .AddSingleton<Keys.ContentKeyStore>();
}
