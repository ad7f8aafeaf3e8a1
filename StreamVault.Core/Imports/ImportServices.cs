using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using StreamVault.Core.Settings;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Imports;

/// <summary>Registers imports of files of this machine.</summary>
public static class ImportServices
{
    /// <summary>Adds the watched folder and the import of single files. The caller adds the uploads.</summary>
    public static IServiceCollection AddImports(this IServiceCollection services)
    {
        services
            .AddSettings<WatchedFolderOptions>("StreamVault:WatchedFolder")
            .Validate<IOptions<VaultOptions>, IHostEnvironment>(
                (watched, vault, environment) => AreSeparate(watched, vault.Value, environment),
                "StreamVault:WatchedFolder:Path must not be inside StreamVault:DataPath or contain it: the vault would import "
                    + "its own files. Use a separate folder, such as /srv/videos-to-import."
            )
            .ValidateOnStart();
        services.AddSingleton<WatchedFolder>();
        services.AddSingleton<FolderImport>();
        services.AddSingleton<FileImport>();
        services.AddHostedService<WatchedFolderPolling>();
        return services;
    }

    private static bool AreSeparate(WatchedFolderOptions watched, VaultOptions vault, IHostEnvironment environment)
    {
        if (WatchedFolder.RootOf(watched, environment) is not { } root)
        {
            return true;
        }

        var data = Path.GetFullPath(Path.Combine(environment.ContentRootPath, vault.DataPath));
        return !IsWithin(root, data) && !IsWithin(data, root);
    }

    private static bool IsWithin(string inner, string outer) =>
        Path.GetRelativePath(outer, inner) is var way
        && way != ".."
        && !way.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        && !Path.IsPathRooted(way);
}
