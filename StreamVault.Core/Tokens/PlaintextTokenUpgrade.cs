using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Secrets;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Tokens;

/// <summary>
/// Removes the plaintext secrets that earlier versions stored in the database. Hashes and encrypts the secrets of
/// working links, and rewrites the file so that none remain in free pages or in the write-ahead log. Links keep
/// working.
/// </summary>
public sealed partial class PlaintextTokenUpgrade(
    IDbContextFactory<StreamVaultDbContext> contextFactory,
    SecretSeal seal,
    VaultStorage storage,
    ILogger<PlaintextTokenUpgrade> logger
)
{
    // The value of SQLite's user_version after the file was rewritten. Nothing else uses user_version.
    private const int Rewritten = 1;

    /// <summary>
    /// Call it with the vault's lock held, after the schema was upgraded. Safe to repeat; does nothing the second time.
    /// </summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        await database.Database.OpenConnectionAsync(cancellationToken);
        var connection = (SqliteConnection)database.Database.GetDbConnection();
        var plain = await PlainAsync(connection, cancellationToken);
        if (plain.Count == 0 && await NumberAsync(connection, "PRAGMA user_version", cancellationToken) >= Rewritten)
        {
            return;
        }

        await RunAsync(connection, "PRAGMA secure_delete = ON", cancellationToken);
        await ReplaceAsync(connection, plain, cancellationToken);
        await RemoveFromCopiesAsync(cancellationToken);
        await RewriteAsync(connection, cancellationToken);
        if (plain.Count > 0)
        {
            Log.Removed(logger, plain.Count);
        }
    }

    private static async Task<List<(string Id, string Secret)>> PlainAsync(
        SqliteConnection connection,
        CancellationToken cancellationToken
    )
    {
        await using var query = connection.CreateCommand();
        query.CommandText = "SELECT id, token_hash FROM access_tokens";
        await using var rows = await query.ExecuteReaderAsync(cancellationToken);
        var plain = new List<(string, string)>();
        while (await rows.ReadAsync(cancellationToken))
        {
            if (!SecretHash.IsHash(rows.GetString(1)))
            {
                plain.Add((rows.GetString(0), rows.GetString(1)));
            }
        }

        return plain;
    }

    private async Task ReplaceAsync(
        SqliteConnection connection,
        List<(string Id, string Secret)> plain,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = connection.BeginTransaction();
        await using var update = connection.CreateCommand();
        update.Transaction = transaction;
        update.CommandText = "UPDATE access_tokens SET token_hash = $hash, token_sealed = $sealed WHERE id = $id";
        foreach (var (id, secret) in plain)
        {
            update.Parameters.Clear();
            update.Parameters.AddWithValue("$hash", SecretHash.Of(secret).ToString());
            update.Parameters.AddWithValue("$sealed", seal.Seal(Guid.Parse(id), secret));
            update.Parameters.AddWithValue("$id", id);
            await update.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    // The copy from before this upgrade contains the secrets too. If it is restored with an older version, its links
    // are gone.
    private async Task RemoveFromCopiesAsync(CancellationToken cancellationToken)
    {
        foreach (var path in Directory.EnumerateFiles(storage.DatabaseCopiesFolder, "*.db"))
        {
            var address = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false };
            await using var copy = new SqliteConnection(address.ToString());
            await copy.OpenAsync(cancellationToken);
            const string isPlain = "SELECT COUNT(*) FROM pragma_table_info('access_tokens') WHERE name = 'token'";
            if (await NumberAsync(copy, isPlain, cancellationToken) > 0)
            {
                await RunAsync(copy, "DELETE FROM access_tokens", cancellationToken);
                await RunAsync(copy, "VACUUM", cancellationToken);
            }
        }
    }

    private async Task RewriteAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            // Secrets of links that were revoked earlier may remain in free pages.
            await RunAsync(connection, "VACUUM", cancellationToken);
        }
        catch (SqliteException e) when (DiskFull.Caused(e))
        {
            Log.NotRewritten(logger, e);
            return;
        }

        // The log still contains the old pages. The first column is 1 if another connection was still reading them.
        if (await NumberAsync(connection, "PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken) == 0)
        {
            await RunAsync(connection, $"PRAGMA user_version = {Rewritten}", cancellationToken);
        }
        else
        {
            Log.LogInUse(logger);
        }
    }

    private static async Task<long> NumberAsync(
        SqliteConnection connection,
        string sql,
        CancellationToken cancellationToken
    )
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task RunAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Information,
            "Removed plaintext link secrets from the database. {Count} shared links were hashed and keep working"
        )]
        public static partial void Removed(ILogger logger, int count);

        [LoggerMessage(
            LogLevel.Warning,
            "The disk is too full to rewrite the database. Secrets of links that were revoked earlier may remain in its free pages; "
                + "retrying at the next start"
        )]
        public static partial void NotRewritten(ILogger logger, Exception e);

        [LoggerMessage(
            LogLevel.Warning,
            "Another program is reading the database, so old pages may remain in streamvault.db-wal; retrying at the next start"
        )]
        public static partial void LogInUse(ILogger logger);
    }
}
