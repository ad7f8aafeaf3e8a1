using Bunit;
using StreamVault.Core.Entities;
using StreamVault.Tests.Components;
using StreamVault.Web.Library;

namespace StreamVault.Tests.Library;

public sealed class SelectingTests : PageFixture
{
    [Fact]
    public async Task A_click_selects_and_a_second_click_deselects()
    {
        var video = await AddVideoAsync("Beach");
        var page = Render<LibraryPage>();

        await ClickAsync(page, video, place: 0);
        page.FindAll("article.selected").Should().ContainSingle();
        await ClickAsync(page, video, place: 0);

        page.FindAll("article.selected").Should().BeEmpty();
        page.Find(".selection strong").TextContent.Should().Be("0 videos selected");
    }

    [Fact]
    public async Task Shift_selects_everything_between_two_clicks_in_either_direction()
    {
        var videos = await AddVideosAsync(6);
        var page = Render<LibraryPage>();

        await ClickAsync(page, videos[4], place: 4);
        await ClickAsync(page, videos[1], place: 1, range: true);

        SelectedTitles(page).Should().Equal("Video 1", "Video 2", "Video 3", "Video 4");
    }

    [Fact]
    public async Task Select_all_includes_videos_that_are_not_rendered()
    {
        await AddVideosAsync(60);
        var page = Render<LibraryPage>();

        await page.InvokeAsync(page.Instance.PickAllAsync);

        page.Find(".selection strong").TextContent.Should().Be("60 videos selected");
    }

    [Fact]
    public async Task Select_all_only_selects_videos_that_match_the_filters()
    {
        await AddVideosAsync(3);
        await AddVideoAsync("Mountain");
        Get<Microsoft.AspNetCore.Components.NavigationManager>().NavigateTo("/?q=video");
        var page = Render<LibraryPage>();

        await page.InvokeAsync(page.Instance.PickAllAsync);

        page.Find(".selection strong").TextContent.Should().Be("3 videos selected");
    }

    [Fact]
    public async Task Escape_ends_selecting()
    {
        var video = await AddVideoAsync("Beach");
        var page = Render<LibraryPage>();
        await ClickAsync(page, video, place: 0);

        await page.InvokeAsync(page.Instance.EndSelectingAsync);

        page.FindAll(".selection, article.selected").Should().BeEmpty();
    }

    private static Task ClickAsync(IRenderedComponent<LibraryPage> page, Video video, int place, bool range = false) =>
        page.InvokeAsync(() => page.Instance.PickAsync(video.Id.ToString(), place, range));

    private static IEnumerable<string> SelectedTitles(IRenderedComponent<LibraryPage> page) =>
        page.FindAll("article.selected h3").Select(title => title.TextContent.Trim()).Order(StringComparer.Ordinal);

    // In the order of the page: newest first.
    private async Task<IReadOnlyList<Video>> AddVideosAsync(int count)
    {
        var videos = new List<Video>();
        for (var number = count - 1; number >= 0; number--)
        {
            videos.Insert(0, await AddVideoAsync($"Video {number}"));
            Clock.Advance(TimeSpan.FromMinutes(1));
        }

        return videos;
    }
}
