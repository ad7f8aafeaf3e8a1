using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;

namespace StreamVault.Tests.Infrastructure;

/// <summary>
/// The database of a new vault, made by its migrations once and copied from then on: to make it takes longer than many a
/// test. Servers that are processes of their own make theirs from nothing, as a person's does.
/// </summary>
public static class EmptyDatabase
{
    private static readonly Lazy<byte[]> Content = new(() => MakeAsync().GetAwaiter().GetResult());

    /// <summary>Puts it into a data folder, unless that has one.</summary>
    public static void PutInto(VaultStorage storage)
    {
        if (!File.Exists(storage.DatabasePath))
        {
            File.WriteAllBytes(storage.DatabasePath, Content.Value);
        }
    }

    private static async Task<byte[]> MakeAsync()
    {
        using var folder = new TemporaryFolder();
        var storage = new VaultStorage(folder.FullName);
        await using var services = new ServiceCollection().AddSingleton(storage).AddDatabase().BuildServiceProvider();
        await Database.MigrateAsync(services, CancellationToken.None);
        await using var database = services.GetRequiredService<StreamVaultDbContext>();
        // What lies in the log beside the file comes into it when the last connection is closed.
        SqliteConnection.ClearPool((SqliteConnection)database.Database.GetDbConnection());
        return await File.ReadAllBytesAsync(storage.DatabasePath);
    }
}
