using Microsoft.Data.Sqlite;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Persistence;

/// <summary>The state of the database file.</summary>
internal enum DatabaseState
{
    /// <summary>A valid database with an account or a video.</summary>
    Usable,

    /// <summary>A valid database without an account or videos.</summary>
    Bare,

    /// <summary>There is no file.</summary>
    Missing,

    /// <summary>The file is empty (0 bytes).</summary>
    Empty,

    /// <summary>The file is damaged or not an SQLite database.</summary>
    Unreadable,
}

/// <summary>
/// Inspects the database without changing it: it isn't created, and its write-ahead log isn't merged.
/// </summary>
internal static class DatabaseCheck
{
    private const int Corrupt = 11; // SQLITE_CORRUPT
    private const int NotADatabase = 26; // SQLITE_NOTADB

    /// <summary>The files that make up the database, whether they exist or not.</summary>
    public static IReadOnlyList<string> Files(VaultStorage storage) =>
        [storage.DatabasePath, storage.DatabasePath + "-wal", storage.DatabasePath + "-shm"];

    public static DatabaseState Run(VaultStorage storage)
    {
        var file = new FileInfo(storage.DatabasePath);
        if (!file.Exists)
        {
            return DatabaseState.Missing;
        }

        // Not opened: SQLite would delete the write-ahead log of an empty file.
        if (file.Length == 0)
        {
            return DatabaseState.Empty;
        }

        try
        {
            return Inspect(storage);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Corrupt or NotADatabase)
        {
            return DatabaseState.Unreadable;
        }
    }

    private static DatabaseState Inspect(VaultStorage storage)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = storage.DatabasePath,
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
            }.ToString()
        );
        connection.Open();
        if (QueryScalar(connection, "PRAGMA quick_check(1)") is not "ok")
        {
            return DatabaseState.Unreadable;
        }

        return
            QueryScalar(connection, "SELECT count(*) FROM sqlite_master WHERE name IN ('users', 'videos')") is 2L
            && QueryScalar(connection, "SELECT EXISTS (SELECT 1 FROM users) OR EXISTS (SELECT 1 FROM videos)") is 1L
            ? DatabaseState.Usable
            : DatabaseState.Bare;
    }

    private static object? QueryScalar(SqliteConnection connection, string question)
    {
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return command.ExecuteScalar();
    }
}
