using Microsoft.Extensions.Logging;
using StreamVault.Core.Hosting;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Integrity;

/// <summary>Prevents the server from creating a new vault in a folder that contains videos but no database.</summary>
public sealed partial class DatabaseGuard(
    VaultStorage storage,
    Quarantine quarantine,
    StartMode mode,
    TimeProvider clock,
    ILogger<DatabaseGuard> logger
)
{
    /// <summary>Checks the database. Call it with the vault's lock held, before anything opens the database.</summary>
    /// <returns>True if there is no usable database, so that a new vault is created.</returns>
    /// <exception cref="StartupException">
    /// The folder contains videos but no usable database, and a new vault wasn't requested.
    /// </exception>
    public bool Check()
    {
        var state = DatabaseCheck.Run(storage);
        // An import that was killed before the account was created isn't a lost vault.
        var holdings = storage.Holdings(includePending: state != DatabaseState.Bare);
        if (state == DatabaseState.Usable || (holdings is null && state != DatabaseState.Unreadable))
        {
            return state != DatabaseState.Usable;
        }

        if (!mode.AsNew)
        {
            throw new StartupException(Describe(state, holdings));
        }

        if (SetAside("The server was started with --new.") is { } entry)
        {
            Log.StartedNew(logger, entry);
        }

        return true;
    }

    /// <summary>Whether there is a database that contains an account or a video.</summary>
    internal bool IsUsable => DatabaseCheck.Run(storage) == DatabaseState.Usable;

    /// <summary>Moves the database files to quarantine.</summary>
    /// <returns>The quarantine entry; null if there were no files.</returns>
    internal string? SetAside(string reason)
    {
        var files = DatabaseCheck
            .Files(storage)
            .Where(File.Exists)
            .Select(path => (path, Path.GetFileName(path)))
            .ToList();
        return files.Count == 0
            ? null
            : quarantine.Take($"database-{clock.GetUtcNow():yyyyMMdd-HHmmss}", reason, files).Id;
    }

    private string Describe(DatabaseState state, string? holdings)
    {
        var found = state switch
        {
            DatabaseState.Missing => "has no database (streamvault.db)",
            DatabaseState.Empty => "has an empty database (streamvault.db has 0 bytes)",
            DatabaseState.Bare => "has a database without an account or a video (streamvault.db)",
            _ => "has a database that can't be read (streamvault.db is damaged or not an SQLite database)",
        };
        return $"The data folder {storage.Root} {found}"
            + (holdings is null ? ". " : $", but it contains {holdings}. ")
            + "StreamVault did not start, and nothing was changed. Do one of these:\n"
            + "  - Restore streamvault.db from a backup, and move away streamvault.db-wal and streamvault.db-shm if they are "
            + "newer than the backup.\n"
            + "  - Run the command 'rebuild': it creates a new database from the files in the folder. Account, links and "
            + "history will be lost.\n"
            + "  - Start with --new for an empty vault. All files are kept and moved to quarantine/.";
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Starting a new vault; the old database was moved to quarantine/{Entry}")]
        public static partial void StartedNew(ILogger logger, string entry);
    }
}
