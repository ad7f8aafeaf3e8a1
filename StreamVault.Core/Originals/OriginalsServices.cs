using Microsoft.Extensions.DependencyInjection;

namespace StreamVault.Core.Originals;

/// <summary>Registers what happens to uploaded files.</summary>
public static class OriginalsServices
{
    /// <summary>Adds the originals. The caller adds the options, storage, database, event hub and library.</summary>
    public static IServiceCollection AddOriginals(this IServiceCollection services) =>
        services.AddSingleton<OriginalFiles>();
}
