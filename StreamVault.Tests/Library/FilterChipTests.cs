using Bunit;
using Microsoft.AspNetCore.Components;
using StreamVault.Core.Entities;
using StreamVault.Core.Recording;
using StreamVault.Tests.Components;
using StreamVault.Web.Library;

namespace StreamVault.Tests.Library;

public sealed class FilterChipTests : PageFixture
{
    [Fact]
    public async Task Filters_show_how_many_videos_they_select()
    {
        await AddVideosAsync();

        Chips(Render<LibraryPage>())
            .Should()
            .Equal(
                "All 6",
                "Ready 3",
                "Preparing 1",
                "Waiting 1",
                "Needs attention 1",
                "Warnings 1",
                "Favourites 1",
                "Undated 5"
            );
    }

    [Fact]
    public async Task A_filter_that_selects_nothing_is_left_out_unless_it_is_active()
    {
        await AddVideoAsync("Beach", VideoStatus.Ready);
        Get<NavigationManager>().NavigateTo("/?fav=1");

        var page = Render<LibraryPage>();

        Chips(page).Should().Equal("All 1", "Ready 1", "Favourites 0", "Undated 1");
        page.Find(".empty").TextContent.Should().Contain("No favourites");
    }

    [Fact]
    public async Task Counts_are_within_the_search()
    {
        await AddVideoAsync("Beach", VideoStatus.Ready);
        await AddVideoAsync("Lake", VideoStatus.Ready);
        Get<NavigationManager>().NavigateTo("/?q=beach");

        Chips(Render<LibraryPage>()).Should().Equal("All 1", "Ready 1", "Undated 1");
    }

    [Theory]
    [InlineData("fav=1", "Favourite")]
    [InlineData("undated=1", "Failed", "Favourite", "Preparing", "Waiting", "Warning")]
    [InlineData("fav=1&status=ready", "Favourite")]
    [InlineData("fav=1&status=attention")]
    public async Task The_URL_selects_the_videos(string query, params string[] titles)
    {
        await AddVideosAsync();
        Get<NavigationManager>().NavigateTo($"/?{query}&sort=title");

        Render<LibraryPage>()
            .FindAll(".stage article h3")
            .Select(title => title.TextContent.Trim())
            .Should()
            .Equal(titles);
    }

    [Fact]
    public async Task A_second_click_removes_a_filter()
    {
        await AddVideosAsync();
        Get<NavigationManager>().NavigateTo("/?fav=1&view=list");

        var page = Render<LibraryPage>();

        var favourites = page.FindAll(".filters a").Single(chip => chip.TextContent.Contains("Favourites"));
        favourites.GetAttribute("aria-current").Should().Be("true");
        favourites.GetAttribute("href").Should().Be("./?view=list");
    }

    private async Task AddVideosAsync()
    {
        await AddVideoAsync(
            "Dated",
            VideoStatus.Ready,
            (video, _) => video.Recorded = RecordingDate.Parse("1998-05-12", TimeZoneInfo.Utc)
        );
        await AddVideoAsync("Favourite", VideoStatus.Ready, (video, _) => video.IsFavourite = true);
        await AddVideoAsync("Warning", VideoStatus.Ready, (video, _) => video.Warning = "The file ends early.");
        await AddVideoAsync("Preparing", VideoStatus.Encoding);
        await AddVideoAsync("Waiting");
        await AddVideoAsync("Failed", VideoStatus.Failed);
        await AddVideoAsync("Private", VideoStatus.Ready, (video, _) => video.IsPrivate = true);
        await AddVideoAsync("Trashed", VideoStatus.Ready, (video, _) => video.TrashedAt = Clock.GetUtcNow());
    }

    private static IEnumerable<string> Chips(IRenderedComponent<LibraryPage> page) =>
        page.FindAll(".filters a")
            .Select(chip =>
                string.Join(' ', chip.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            );
}
