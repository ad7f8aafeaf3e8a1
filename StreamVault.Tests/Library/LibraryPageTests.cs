using Bunit;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Recording;
using StreamVault.Tests.Components;
using StreamVault.Web.Library;

namespace StreamVault.Tests.Library;

public sealed class LibraryPageTests : PageFixture
{
    [Fact]
    public void An_empty_vault_offers_to_add_videos()
    {
        var page = Render<LibraryPage>();

        page.Find(".empty h2").TextContent.Should().Be("Your vault is empty");
        page.FindAll("[data-add-videos]").Should().ContainSingle();
    }

    [Fact]
    public async Task A_title_is_shown_literally()
    {
        const string title = "<b>Tom</b> & \"Sara\" <script>alert(1)</script> 🎂";
        await AddVideoAsync(title, VideoStatus.Ready);

        var page = Render<LibraryPage>();

        page.Find("article h3").TextContent.Trim().Should().Be(title);
        page.FindAll("article b, article script").Should().BeEmpty();
    }

    [Fact]
    public async Task A_search_without_results_shows_the_query_and_a_link_back()
    {
        await AddVideoAsync("Beach");
        Get<NavigationManager>().NavigateTo("/?q=mountain&view=list");

        var page = Render<LibraryPage>();

        page.Find(".empty").TextContent.Should().Contain("No results for “mountain”");
        page.Find(".empty a").GetAttribute("href").Should().Be("./?view=list");
    }

    [Fact]
    public async Task The_URL_defines_the_search_and_the_filter()
    {
        await AddVideoAsync("Beach in May", VideoStatus.Ready);
        await AddVideoAsync("Beach in June", VideoStatus.Failed);
        Get<NavigationManager>().NavigateTo("/?q=beach&status=attention");

        var page = Render<LibraryPage>();

        page.FindAll("article h3").Should().ContainSingle().Which.TextContent.Trim().Should().Be("Beach in June");
        page.Find("article mark").TextContent.Should().Be("Beach");
        page.Find(".filters [aria-current]").TextContent.Should().StartWith("Needs attention");
    }

    [Fact]
    public async Task Progress_is_shown_live_on_the_card()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Encoding);
        var page = Render<LibraryPage>();

        await ReportAsync(video, 0.43);

        await ShowsAsync(page, "article .chip", "Preparing 43 %");
        await ShowsAsync(page, ".strip [role=progressbar][aria-valuenow='43']");
    }

    [Fact]
    public async Task A_new_video_appears_automatically()
    {
        var page = Render<LibraryPage>();

        var video = await AddVideoAsync("Beach");
        Queue.Announce(video.Id);

        await ShowsAsync(page, "article h3", "Beach");
    }

    [Fact]
    public async Task A_warning_is_shown_on_the_card()
    {
        await AddVideoAsync("Beach", VideoStatus.Ready, (video, _) => video.Warning = "The file ends early.");
        await AddVideoAsync("Mountain", VideoStatus.Ready);

        Render<LibraryPage>()
            .FindAll("article .warning")
            .Should()
            .ContainSingle()
            .Which.GetAttribute("title")
            .Should()
            .Be("The file ends early.");
    }

    [Fact]
    public async Task A_deleted_video_is_no_longer_being_prepared()
    {
        var video = await AddVideoAsync("Beach");
        var page = Render<LibraryPage>();
        page.Find(".strip").TextContent.Should().Contain("Beach");

        await Get<VideoLibrary>().DeleteAsync(video.Id, Ct);

        await ShowsAsync(page, () => page.FindAll(".strip").Count == 0);
    }

    [Fact]
    public async Task Selected_videos_are_moved_to_the_trash_without_a_question_and_can_be_restored()
    {
        var video = await AddVideoAsync("Beach");
        await AddVideoAsync("Mountain");
        var page = Render<LibraryPage>();
        foreach (var box in Enumerable.Range(0, 2))
        {
            page.FindAll("article input[type=checkbox]")[box].Change(true);
        }

        await page.FindAll(".selection button")
            .First(button => button.TextContent.Contains("Move to trash"))
            .ClickAsync();

        await ShowsAsync(page, ".empty h2", "Your vault is empty");
        (await Get<VideoLibrary>().FindAsync(video.Id, Ct))!.TrashedAt.Should().NotBeNull();
        Get<ISnackbar>().ShownSnackbars.Single()!.Message!.ToString().Should().Be("2 videos moved to the trash");
    }
}
