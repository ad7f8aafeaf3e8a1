using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Persistence;

/// <summary>Opens the vault's SQLite file.</summary>
public static class Database
{
    /// <summary>Registers the context factory (and the scoped context that Identity's stores use).</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services) =>
        services.AddDbContextFactory<StreamVaultDbContext>(
            (provider, options) => options.UseSqlite(ConnectionString(provider.GetRequiredService<VaultStorage>()))
        );

    /// <summary>Brings the file to the present schema, making it if there is none.</summary>
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var databases = services.GetRequiredService<IDbContextFactory<StreamVaultDbContext>>();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.Database.MigrateAsync(cancellationToken);
        var path = services.GetRequiredService<VaultStorage>().DatabasePath;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    // Private cache: with a shared one, contention shows as SQLITE_LOCKED, which the busy timeout does not cover.
    private static string ConnectionString(VaultStorage storage) =>
        new SqliteConnectionStringBuilder
        {
            DataSource = storage.DatabasePath,
            Cache = SqliteCacheMode.Private,
            ForeignKeys = true,
            DefaultTimeout = 30,
        }.ToString();
}
