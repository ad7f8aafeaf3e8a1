using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Hosting;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Persistence;

/// <summary>
/// Copies of the database from before upgrades: the last three, for at most 30 days. Each is a complete database that
/// was checked when it was made.
/// </summary>
public sealed class DatabaseCopies(VaultStorage storage, TimeProvider clock)
{
    private const int Kept = 3;
    private const int Corrupt = 11; // SQLITE_CORRUPT
    private const int NotADatabase = 26; // SQLITE_NOTADB
    private const string Prefix = "streamvault-";
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";
    private static readonly TimeSpan _keptFor = TimeSpan.FromDays(30);

    /// <summary>
    /// Copies the database as it is now. The copy gets its final name after it was checked and flushed.
    /// </summary>
    /// <param name="database">The database, outside a transaction.</param>
    /// <param name="schema">The last migration that was applied to it.</param>
    /// <param name="cancellationToken">Cancels before or after the copy.</param>
    /// <returns>The path of the copy.</returns>
    /// <exception cref="StartupException">
    /// The database is damaged, or the disk is full. The message says what to do.
    /// </exception>
    public async Task<string> SaveAsync(
        StreamVaultDbContext database,
        string schema,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow().ToString(TimeFormat, CultureInfo.InvariantCulture);
        var path = Path.Combine(storage.DatabaseCopiesFolder, $"{Prefix}{now}-{schema}.db");
        var unnamed = path + ".new";
        File.Delete(unnamed);
        try
        {
            VaultStorage.CreatePrivateFile(unnamed).Dispose();
            await database.Database.ExecuteSqlAsync($"VACUUM INTO {unnamed}", cancellationToken);
            await CheckAsync(unnamed, cancellationToken);
            VaultStorage.Flush(unnamed);
        }
        catch (Exception e)
        {
            File.Delete(unnamed);
            if (DiskFull.Caused(e))
            {
                throw new StartupException(
                    $"The database must be upgraded, but the disk of {storage.Root} has too little space for the backup copy. "
                        + $"Free at least {MegabytesNeeded} MB there, then start StreamVault again. Nothing was changed.",
                    e
                );
            }

            if (e is SqliteException { SqliteErrorCode: Corrupt or NotADatabase })
            {
                throw Damaged(e.Message, e);
            }

            throw;
        }

        File.Move(unnamed, path, overwrite: true);
        VaultStorage.FlushFolder(storage.DatabaseCopiesFolder);
        return path;
    }

    /// <summary>
    /// Restores the database from a copy in one transaction, so that it is never a mix of both.
    /// </summary>
    public async Task RestoreAsync(string copy, CancellationToken cancellationToken)
    {
        await using var from = await OpenAsync(copy, SqliteOpenMode.ReadOnly, cancellationToken);
        await using var to = await OpenAsync(storage.DatabasePath, SqliteOpenMode.ReadWrite, cancellationToken);
        from.BackupDatabase(to);
    }

    /// <summary>Deletes all copies except the last three, and copies older than 30 days.</summary>
    public void RemoveOld() => RemoveOld(Kept);

    /// <summary>Deletes all copies except the last, to free space on a full disk.</summary>
    /// <returns>Whether other copies were deleted.</returns>
    public bool RemoveAllButLast() => RemoveOld(kept: 1);

    private bool RemoveOld(int kept)
    {
        var oldest = clock.GetUtcNow() - _keptFor;
        var newestFirst = Directory
            .EnumerateFiles(storage.DatabaseCopiesFolder, Prefix + "*.db")
            .Select(path => (Path: path, MadeAt: MadeAt(path)))
            .Where(copy => copy.MadeAt is not null)
            .OrderByDescending(copy => copy.MadeAt)
            .ToArray();
        var removed = newestFirst.Where((copy, index) => index >= kept || copy.MadeAt < oldest).ToArray();
        foreach (var copy in removed)
        {
            File.Delete(copy.Path);
        }

        return removed.Length > 0;
    }

    private double MegabytesNeeded => Math.Ceiling(new FileInfo(storage.DatabasePath).Length * 2 / 1e6) + 1;

    // Null for a file with any other name; such files are kept.
    private static DateTimeOffset? MadeAt(string path) =>
        DateTimeOffset.TryParseExact(
            Path.GetFileName(path)[Prefix.Length..].Split('-')[0],
            TimeFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var madeAt
        )
            ? madeAt
            : null;

    private static async Task CheckAsync(string path, CancellationToken cancellationToken)
    {
        await using var copy = await OpenAsync(path, SqliteOpenMode.ReadOnly, cancellationToken);
        await using var check = copy.CreateCommand();
        check.CommandText = "PRAGMA integrity_check(1)";
        var found = (string?)await check.ExecuteScalarAsync(cancellationToken);
        if (found != "ok")
        {
            throw Damaged(found, null);
        }
    }

    private static StartupException Damaged(string? found, Exception? cause) =>
        new(
            $"The database is damaged, so it was not upgraded ({found}). Nothing was changed. Restore a backup of the data "
                + "folder, or run the version that you had before.",
            cause
        );

    private static async Task<SqliteConnection> OpenAsync(
        string path,
        SqliteOpenMode mode,
        CancellationToken cancellationToken
    )
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = mode,
                Pooling = false,
            }.ToString()
        );
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
