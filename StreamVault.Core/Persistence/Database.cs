using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using StreamVault.Core.Hosting;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Persistence;

/// <summary>Opens the vault's SQLite file.</summary>
public static class Database
{
    /// <summary>Registers the context factory (and the scoped context that Identity's stores use).</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddLogging()
            .AddSingleton<DatabaseCopies>()
            .AddSingleton<DatabaseUpgrade>()
            .AddSingleton<Ballast>()
            .AddSingleton<BallastUse>()
            .AddSingleton<WriteAheadLog>()
            .AddDbContextFactory<StreamVaultDbContext>(
                (provider, options) =>
                    options
                        .UseSqlite(ConnectionString(provider.GetRequiredService<VaultStorage>()))
                        .AddInterceptors(
                            provider.GetRequiredService<BallastUse>(),
                            provider.GetRequiredService<WriteAheadLog>()
                        )
            );
    }

    /// <summary>
    /// Upgrades the database to the current schema and creates it if it is missing. The caller must hold the vault's
    /// <see cref="VaultLock"/>, so that a leftover migration lock can be removed.
    /// </summary>
    /// <exception cref="StartupException">
    /// The file is from a newer version, or the upgrade failed and was undone. The message says what to do.
    /// </exception>
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<DatabaseUpgrade>().RunAsync(cancellationToken);
        var path = services.GetRequiredService<VaultStorage>().DatabasePath;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    // The cache is private: with a shared cache, contention causes SQLITE_LOCKED, which the busy timeout doesn't cover.
    internal static string ConnectionString(VaultStorage storage) =>
        new SqliteConnectionStringBuilder
        {
            DataSource = storage.DatabasePath,
            Cache = SqliteCacheMode.Private,
            ForeignKeys = true,
            DefaultTimeout = 30,
        }.ToString();
}
