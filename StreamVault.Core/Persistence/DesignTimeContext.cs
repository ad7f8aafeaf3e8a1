using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace StreamVault.Core.Persistence;

/// <summary>Provides the model to <c>dotnet ef</c> without starting the server.</summary>
internal sealed class DesignTimeContext : IDesignTimeDbContextFactory<StreamVaultDbContext>
{
    public StreamVaultDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<StreamVaultDbContext>().UseSqlite("Data Source=design-time.db").Options);
}
