using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;

namespace StreamVault.Tests.Infrastructure;

/// <summary>
/// The database of a new vault. It is created by the migrations once and then copied, because the migrations take longer
/// than many tests. Server processes create their own, as in production.
/// </summary>
public static class EmptyDatabase
{
    private static readonly Lazy<byte[]> Content = new(() => MakeAsync().GetAwaiter().GetResult());

    /// <summary>Copies it to a data folder, unless the folder already has a database.</summary>
    public static void CopyTo(VaultStorage storage)
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
        // Closing the last connection moves the write-ahead log into the file.
        SqliteConnection.ClearPool((SqliteConnection)database.Database.GetDbConnection());
        return await File.ReadAllBytesAsync(storage.DatabasePath);
    }
}
