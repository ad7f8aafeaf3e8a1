using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using StreamVault.Core.Persistence;

namespace StreamVault.Tests.Search;

public sealed class SearchUpkeepTests
{
    [Fact]
    public async Task Indexes_an_upgraded_vault_and_computes_its_sort_keys()
    {
        await using var vault = new SearchVault();
        await vault.AddAsync("Beach 2");
        await vault.AddAsync("Ärger 10");
        await using (var database = vault.Open())
        {
            await database.Database.ExecuteSqlAsync($"DELETE FROM search_documents", SearchVault.Ct);
            await database.Database.ExecuteSqlAsync(
                $"UPDATE videos SET title_key = title, search_row = NULL",
                SearchVault.Ct
            );
        }

        (await vault.FindAsync("beach")).Should().BeEmpty();

        await RunAsync(vault);

        (await vault.FindAsync("beach")).Should().Equal("Beach 2");
        (await vault.FindAsync("")).Should().Equal("Ärger 10", "Beach 2");
    }

    [Fact]
    public async Task Writes_outdated_documents_again_and_leaves_current_ones_alone()
    {
        await using var vault = new SearchVault();
        var outdated = await vault.AddAsync("Beach");
        await vault.AddAsync("Garden");
        await using (var database = vault.Open())
        {
            await database
                .SearchDocuments.Where(document => document.VideoId == outdated)
                .ExecuteUpdateAsync(set => set.SetProperty(document => document.Version, 0), SearchVault.Ct);
        }

        await RunAsync(vault);
        vault.Statements.Reset();
        await RunAsync(vault);

        vault.Statements.Seen.Should().NotContain(statement => statement.Contains("INSERT"));
        await using var after = vault.Open();
        (await after.SearchDocuments.CountAsync(document => document.Version == SearchIndex.Version, SearchVault.Ct))
            .Should()
            .Be(2);
        (await vault.FindAsync("beach")).Should().Equal("Beach");
    }

    private static async Task RunAsync(SearchVault vault)
    {
        using var upkeep = new SearchUpkeep(vault.Contexts, TimeProvider.System, NullLogger<SearchUpkeep>.Instance);
        await upkeep.RunAsync(SearchVault.Ct);
    }
}
