using Bunit;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Accounts;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Recording;
using StreamVault.Core.Similarity;
using StreamVault.Tests.Components;
using StreamVault.Tests.Infrastructure;
using StreamVault.Web.Similarity;
using StreamVault.Web.Similarity.Notices;

namespace StreamVault.Tests.Similarity;

public sealed class SimilarPageTests : PageFixture
{
    [Fact]
    public async Task Shows_what_differs_and_which_video_is_better()
    {
        await SimilarVault.AddPairAsync(Services);

        var page = Render<SimilarPage>();

        page.WaitForElement("article").GetAttribute("aria-label").Should().Be("“Beach” and “WhatsApp video”");
        page.Find("thead th:nth-child(2)").TextContent.Should().Contain("Beach").And.Contain("It is sharper.");
        page.Find("thead th:nth-child(3)").TextContent.Should().NotContain("Better");
        var differing = page.FindAll("tr.differs").Select(row => row.QuerySelector("th")!.TextContent);
        differing.Should().Equal("Frame size (differs)", "Codec (differs)", "File name (differs)");
    }

    [Fact]
    public async Task Writes_an_approximate_date_in_words()
    {
        await SimilarVault.AddPairAsync(
            Services,
            changeSecond: video => video.EnterDate(EdtfDate.Parse("1999-22", null), TimeZoneInfo.Utc)
        );

        var page = Render<SimilarPage>();

        page.WaitForElement("tr.differs td + td");
        page.FindAll("tr.differs td").Select(cell => cell.TextContent.Trim()).Should().Contain("Summer 1999");
    }

    [Theory]
    [InlineData("button[aria-label^='Keep this one: “Beach”']", "“WhatsApp video” was moved to the trash")]
    [InlineData("button[aria-label^='Keep this one: “WhatsApp']", "“Beach” was moved to the trash")]
    [InlineData(".both button:first-child", "Both videos are kept and linked")]
    [InlineData(".both button:last-child", "Both videos are kept")]
    public async Task A_decision_ends_the_suggestion_and_can_be_undone(string button, string toast)
    {
        await SimilarVault.AddPairAsync(Services);
        var toasts = Render<MudBlazor.MudSnackbarProvider>();
        var page = Render<SimilarPage>();

        page.WaitForElement(button).Click();

        page.WaitForElement(".empty").TextContent.Should().Contain("No similar videos");
        toasts.WaitForElement(".mud-snackbar").TextContent.Should().Contain(toast);
        toasts.Find(".mud-snackbar button").Click();
        await ShowsAsync(page, "article");
    }

    [Fact]
    public void Shows_how_to_go_on_if_there_is_nothing_to_compare() =>
        Render<SimilarPage>().WaitForElement(".empty").TextContent.Should().Contain("Back to the library");

    [Fact]
    public async Task The_notice_links_to_the_page_only_while_there_is_a_pair()
    {
        var notice = Render<SimilarNotice>();
        notice.Markup.Trim().Should().BeEmpty();

        var (first, second) = await SimilarVault.AddPairAsync(Services);
        Events.Publish(new OrganizationChange());
        await ShowsAsync(notice, "a[href='./similar']", "Compare");

        await Get<SimilarPairs>().DecideAsync(first, second, SimilarDecision.Separate, withPrivate: false, Ct);
        await ShowsAsync(notice, () => notice.Markup.Trim().Length == 0);
    }

    [Fact]
    public async Task A_linked_video_shows_the_other_version()
    {
        var (first, second) = await SimilarVault.AddPairAsync(Services);
        var versions = Render<OtherVersions>(parameters => parameters.Add(page => page.Video, first));
        versions.Markup.Trim().Should().BeEmpty();

        await Get<SimilarPairs>().DecideAsync(first, second, SimilarDecision.Linked, withPrivate: false, Ct);

        await ShowsAsync(versions, $"a[href='.{StreamVaultUrls.Watch(second)}']", "WhatsApp video");
    }
}
