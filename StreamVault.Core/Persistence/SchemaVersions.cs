using Microsoft.EntityFrameworkCore;

namespace StreamVault.Core.Persistence;

/// <summary>Compares the schema of a database with this version's schema.</summary>
/// <param name="Applied">Migrations that were applied, oldest first.</param>
/// <param name="Unknown">Applied migrations from a newer version, which this version does not know.</param>
/// <param name="Pending">Migrations that are not applied yet.</param>
public sealed record SchemaVersions(
    IReadOnlyList<string> Applied,
    IReadOnlyList<string> Unknown,
    IReadOnlyList<string> Pending
)
{
    /// <summary>Reads the versions; a database that does not exist has no applied migrations.</summary>
    public static async Task<SchemaVersions> ReadAsync(
        StreamVaultDbContext database,
        CancellationToken cancellationToken
    )
    {
        string[] applied = [.. await database.Database.GetAppliedMigrationsAsync(cancellationToken)];
        string[] known = [.. database.Database.GetMigrations()];
        return new SchemaVersions(applied, [.. applied.Except(known)], [.. known.Except(applied)]);
    }
}
