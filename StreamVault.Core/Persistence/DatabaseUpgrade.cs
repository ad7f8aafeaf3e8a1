using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Hosting;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Persistence;

/// <summary>
/// Upgrades the database to this version's schema. A database with data is copied first and restored if the upgrade
/// fails.
/// </summary>
internal sealed partial class DatabaseUpgrade(
    IDbContextFactory<StreamVaultDbContext> contextFactory,
    DatabaseCopies copies,
    VaultStorage storage,
    ILogger<DatabaseUpgrade> logger
)
{
    /// <summary>The caller must hold the vault's lock. Safe to repeat.</summary>
    /// <exception cref="StartupException">The database is newer than this version, or the upgrade failed.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        if (File.Exists(storage.DatabasePath))
        {
            await RemoveMigrationLockAsync(database, cancellationToken);
        }

        var versions = await SchemaVersions.ReadAsync(database, cancellationToken);
        if (versions.Unknown.Count > 0)
        {
            throw new StartupException(
                $"The database was written by a newer version of StreamVault: this version does not know {versions.Unknown[^1]}. "
                    + $"Run that version again, or restore a backup from before the upgrade. {storage.DatabaseCopiesFolder} "
                    + "may have a copy of the database."
            );
        }

        if (versions.Pending.Count > 0)
        {
            await MigrateAsync(database, versions, cancellationToken);
        }

        // A new database already uses it, but one that was copied into place may not.
        await database.Database.ExecuteSqlAsync($"PRAGMA journal_mode = 'wal'", cancellationToken);
        copies.RemoveOld();
    }

    /// <summary>
    /// EF Core's migration lock is a row, and a migration waits for it forever. A killed process leaves the row behind.
    /// While the vault's lock is held, no other process is migrating, so the row can be removed.
    /// </summary>
    private async Task RemoveMigrationLockAsync(StreamVaultDbContext database, CancellationToken cancellationToken)
    {
        var tables = await database
            .Database.SqlQuery<int>(
                $"SELECT COUNT(*) AS Value FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsLock'"
            )
            .SingleAsync(cancellationToken);
        if (tables == 0)
        {
            return;
        }

        // Checked first, because even a delete of no rows is a write, which fails on a full disk.
        var rows = await database
            .Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM \"__EFMigrationsLock\"")
            .SingleAsync(cancellationToken);
        if (
            rows > 0
            && await database.Database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsLock\"", cancellationToken) > 0
        )
        {
            Log.LockRemoved(logger);
        }
    }

    private async Task MigrateAsync(
        StreamVaultDbContext database,
        SchemaVersions versions,
        CancellationToken cancellationToken
    )
    {
        if (versions.Applied.Count == 0)
        {
            await database.Database.MigrateAsync(cancellationToken);
            return;
        }

        Log.Upgrading(logger, versions.Applied[^1], versions.Pending[^1]);
        var copy = await copies.SaveAsync(database, versions.Applied[^1], cancellationToken);
        Log.Copied(logger, copy);
        try
        {
            await database.Database.MigrateAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.Failed(logger, e);
            throw await UndoAsync(copy, e, cancellationToken);
        }
    }

    private async Task<StartupException> UndoAsync(string copy, Exception failure, CancellationToken cancellationToken)
    {
        try
        {
            await copies.RestoreAsync(copy, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new StartupException(
                $"The database could not be upgraded ({failure.Message}), and could not be restored "
                    + $"({e.Message}). Before you start StreamVault again, replace {storage.DatabasePath} with {copy} and "
                    + "delete the files next to it that end in -wal and -shm.",
                new AggregateException(failure, e)
            );
        }

        return new StartupException(
            $"The database could not be upgraded: {failure.Message} It was restored to its state before the upgrade, and nothing is "
                + (
                    DiskFull.Caused(failure)
                        ? $"lost. Free up space on the disk of {storage.Root}, then start StreamVault again."
                        : "lost. Run the previous version, and report this message to StreamVault's developers."
                ),
            failure
        );
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "An earlier start was stopped while it upgraded the database. Continuing")]
        public static partial void LockRemoved(ILogger logger);

        [LoggerMessage(LogLevel.Information, "Upgrading the database from {From} to {To}")]
        public static partial void Upgrading(ILogger logger, string from, string to);

        [LoggerMessage(LogLevel.Information, "The database was copied to {Copy} before the upgrade")]
        public static partial void Copied(ILogger logger, string copy);

        [LoggerMessage(LogLevel.Error, "Upgrading the database failed")]
        public static partial void Failed(ILogger logger, Exception e);
    }
}
