using Bunit;
using Microsoft.AspNetCore.Components;
using StreamVault.Core.Library;
using StreamVault.Tests.Components;
using StreamVault.Web.Library;

namespace StreamVault.Tests.Library;

public sealed class LibraryPageTests : PageFixture
{
    [Fact]
    public void An_empty_vault_invites()
    {
        var page = Render<LibraryPage>();

        page.Find(".empty h2").TextContent.Should().Be("Your vault is empty");
        page.FindAll("[data-add-videos]").Should().ContainSingle();
    }

    [Fact]
    public async Task A_title_shows_as_itself()
    {
        const string title = "<b>Tom</b> & \"Sara\" <script>alert(1)</script> 🎂";
        await AddVideoAsync(title, VideoStatus.Ready);

        var page = Render<LibraryPage>();

        page.Find("article h3").TextContent.Trim().Should().Be(title);
        page.FindAll("article b, article script").Should().BeEmpty();
    }

    [Fact]
    public async Task A_search_without_a_match_says_what_was_searched_and_leads_back()
    {
        await AddVideoAsync("Beach");
        Get<NavigationManager>().NavigateTo("/?q=mountain&view=list");

        var page = Render<LibraryPage>();

        page.Find(".empty").TextContent.Should().Contain("No title holds “mountain”");
        page.Find(".empty a").GetAttribute("href").Should().Be("./?view=list");
    }

    [Fact]
    public async Task The_address_chooses_what_is_shown()
    {
        await AddVideoAsync("Beach in May", VideoStatus.Ready);
        await AddVideoAsync("Beach in June", VideoStatus.Failed);
        Get<NavigationManager>().NavigateTo("/?q=beach&status=attention");

        var page = Render<LibraryPage>();

        page.FindAll("article h3").Should().ContainSingle().Which.TextContent.Trim().Should().Be("Beach in June");
        page.Find("article mark").TextContent.Should().Be("Beach");
        page.Find(".filters [aria-current]").TextContent.Trim().Should().Be("Needs attention");
    }

    [Fact]
    public async Task Progress_shows_on_the_card_while_it_happens()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Encoding);
        var page = Render<LibraryPage>();

        await ReportAsync(video, 0.43);

        await ShowsAsync(page, "article .chip", "Preparing 43 %");
        await ShowsAsync(page, ".strip [role=progressbar][aria-valuenow='43']");
    }

    [Fact]
    public async Task A_new_video_appears_by_itself()
    {
        var page = Render<LibraryPage>();

        var video = await AddVideoAsync("Beach");
        Queue.Announce(video.Id);

        await ShowsAsync(page, "article h3", "Beach");
    }

    [Fact]
    public async Task Selected_videos_go_after_one_question()
    {
        await AddVideoAsync("Beach");
        await AddVideoAsync("Mountain");
        var dialogs = RenderDialogs();
        var page = Render<LibraryPage>();
        foreach (var box in Enumerable.Range(0, 2))
        {
            page.FindAll("article input[type=checkbox]")[box].Change(true);
        }

        var deletion = page.FindAll(".selection button")
            .First(button => button.TextContent.Contains("Delete"))
            .ClickAsync();

        dialogs.WaitForAssertion(() => dialogs.Markup.Should().Contain("Delete 2 videos?").And.Contain("Mountain"));
        dialogs.WaitForElement(".button.danger:not([disabled])").Click();
        await deletion;
        await ShowsAsync(page, ".empty h2", "Your vault is empty");
    }
}
