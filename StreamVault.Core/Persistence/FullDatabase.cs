using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace StreamVault.Core.Persistence;

/// <summary>Tells that the database found no more room on the disk from its other troubles.</summary>
internal static class FullDatabase
{
    private const int SqliteFull = 13;

    public static bool Caused(Exception e) =>
        e is SqliteException { SqliteErrorCode: SqliteFull }
        || e is DbUpdateException { InnerException: SqliteException { SqliteErrorCode: SqliteFull } };
}
