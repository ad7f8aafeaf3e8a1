using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Persistence;

/// <summary>
/// Keeps the two files next to the database and reserves disk space for its write-ahead log, so that the database can
/// be opened and changed on a full disk. Changes need more space only if the database has to grow.
/// </summary>
/// <remarks>
/// Otherwise, SQLite deletes both files when the last connection is closed, and they can't be created again on a full
/// disk. Pooled connections are closed after a few idle minutes. See https://www.sqlite.org/walformat.html.
/// </remarks>
internal sealed class WriteAheadLog(VaultStorage storage) : DbConnectionInterceptor, IDisposable
{
    /// <summary>The reserved space, 4 MiB: SQLite reuses the log after 1000 pages of 4 KiB.</summary>
    public const int Bytes = 4 << 20;

    private const int PersistLog = 10; // SQLITE_FCNTL_PERSIST_WAL
    private readonly ConditionalWeakTable<object, object> _prepared = [];
    private SqliteConnection? _held;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
        Prepare((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Prepare((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    /// <summary>Keeps the database open until <see cref="Release"/> and reserves the space.</summary>
    public void Hold()
    {
        _held = new SqliteConnection(Database.ConnectionString(storage));
        _held.Open();
        Prepare(_held);
        // The log is opened by the first read.
        Run(_held, "SELECT count(*) FROM sqlite_master");
        Reserve();
    }

    /// <summary>Reserves the space if the disk has enough. Safe to repeat.</summary>
    public void Reserve()
    {
        var path = storage.DatabasePath + "-wal";
        if (!File.Exists(path))
        {
            return;
        }

        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            FileSpace.TryReserve(file, Bytes, grow: false);
        }
        catch (IOException e) when (DiskFull.Caused(e))
        {
            // This is retried every minute.
        }
    }

    /// <summary>Closes the database and reserves the space for the next start.</summary>
    public void Release()
    {
        if (_held is null)
        {
            return;
        }

        Dispose();
        using (var pool = new SqliteConnection(Database.ConnectionString(storage)))
        {
            SqliteConnection.ClearPool(pool);
        }

        // Closing truncated the log.
        Reserve();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _held?.Dispose();
        _held = null;
    }

    private void Prepare(SqliteConnection connection)
    {
        // A pooled connection keeps its settings.
        if (connection.Handle is not { } database || !_prepared.TryAdd(database, this))
        {
            return;
        }

        // The log is truncated and kept when the database is closed. Its old content must not remain: it would damage a
        // backup of the database that is restored next to it.
        var on = 1;
        if (FileControl(database, "main", PersistLog, ref on) == raw.SQLITE_OK)
        {
            Run(connection, $"PRAGMA journal_size_limit = {Bytes}");
        }
    }

    private static void Run(SqliteConnection connection, string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteScalar();
    }

    // SQLitePCLRaw does not provide this function.
    [DllImport(
        "e_sqlite3",
        EntryPoint = "sqlite3_file_control",
        CallingConvention = CallingConvention.Cdecl,
        BestFitMapping = false,
        ThrowOnUnmappableChar = true
    )]
    private static extern int FileControl(
        sqlite3 database,
        [MarshalAs(UnmanagedType.LPStr)] string name,
        int operation,
        ref int value
    );
}
