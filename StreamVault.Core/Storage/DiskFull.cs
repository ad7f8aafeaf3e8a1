using Microsoft.Data.Sqlite;

namespace StreamVault.Core.Storage;

/// <summary>Distinguishes a full disk from other errors of files and the database.</summary>
public static class DiskFull
{
    private const int NoSpaceLeft = 28; // ENOSPC
    private const int QuotaExceeded = 122; // EDQUOT on Linux
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int SqliteFull = 13;
    private const int SqliteSharedMemorySize = 4874; // SQLITE_IOERR_SHMSIZE: the shared-memory file can't grow.

    /// <summary>Whether the disk, or the account's quota on it, was full: checks the exception and its inner exceptions.</summary>
    public static bool Caused(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (
                cause
                is IOException { HResult: NoSpaceLeft or QuotaExceeded or WindowsDiskFull }
                    or SqliteException { SqliteErrorCode: SqliteFull }
                    or SqliteException { SqliteExtendedErrorCode: SqliteSharedMemorySize }
            )
            {
                return true;
            }
        }

        return false;
    }
}
