using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Entities;
using StreamVault.Tests.Components;
using StreamVault.Tests.Infrastructure;
using StreamVault.Web.Library;

namespace StreamVault.Tests.Library;

/// <summary>The number of SQL statements of the library page doesn't depend on the number of videos.</summary>
public sealed class LibraryStatementsTests : PageFixture
{
    private readonly CollectedLogs _logs = new();

    public LibraryStatementsTests() => Services.AddLogging(logging => logging.AddProvider(_logs));

    // Filters, months, order, videos, four rows and the notice about similar videos. The strip of what is being prepared reads the queue.
    [Theory]
    [InlineData("/", 9)]
    [InlineData("/?sort=title", 8)]
    [InlineData("/?q=film", 3)]
    [InlineData("/?fav=1", 4)]
    [InlineData("/?fav=1&sort=title", 4)]
    public async Task A_page_view_takes_a_fixed_number_of_statements(string url, int statements)
    {
        for (var i = 0; i < 60; i++)
        {
            await AddVideoAsync($"Film {i}", VideoStatus.Ready, (video, _) => video.IsFavourite = i % 2 == 0);
        }

        Get<NavigationManager>().NavigateTo(url);
        var before = Statements().Count;

        var page = Render<LibraryPage>();

        page.WaitForElement(".stage article");
        var all = Statements().Skip(before).ToList();
        all.Where(statement => statement.Contains("FROM \"videos\"") && !statement.Contains("encoding_jobs"))
            .Should()
            .HaveCount(statements, "these ran: {0}", string.Join("\n", all));
    }

    [Fact]
    public async Task Scrolling_takes_two_statements()
    {
        for (var i = 0; i < 60; i++)
        {
            await AddVideoAsync($"Film {i}", VideoStatus.Ready);
        }

        var page = Render<LibraryPage>();
        var before = Statements().Count;

        await page.InvokeAsync(() => page.Instance.ShowAsync(40, 20));

        // One sorts, and one reads the rows.
        Statements().Skip(before).Should().HaveCount(2);
        page.FindAll(".stage article").Should().HaveCount(20);
    }

    private List<string> Statements() =>
        [
            .. _logs
                .Lines.Where(line => line.Category == DbLoggerCategory.Database.Command.Name)
                .Select(line => line.Message)
                .Where(message => message.StartsWith("Executed DbCommand", StringComparison.Ordinal)),
        ];
}
