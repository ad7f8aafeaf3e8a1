using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using StreamVault.Core.Entities;
using StreamVault.Tests.Components;
using StreamVault.Web.Activity;
using StreamVault.Web.Components.Layout;
using StreamVault.Web.Jobs;
using StreamVault.Web.Library;
using StreamVault.Web.Watch;

namespace StreamVault.Tests.Library;

/// <summary>Failures are counted in the ring, the navigation, the filter chips and the Activity page.</summary>
public sealed class AttentionTests : PageFixture
{
    [Fact]
    public async Task Nothing_is_counted_while_no_video_failed()
    {
        await AddVideoAsync("Beach", VideoStatus.Ready);

        Render<SideNav>().FindAll(".count").Should().BeEmpty();
        Render<ActivityRing>().FindAll(".attention").Should().BeEmpty();
    }

    [Fact]
    public async Task Two_failed_videos_are_counted_everywhere()
    {
        await AddVideoAsync("Beach", VideoStatus.Failed);
        await AddVideoAsync("Mountain", VideoStatus.Failed);

        TextOf(Render<SideNav>(), "nav .count").Should().Be("2 videos need attention");
        TextOf(Render<PhoneBar>(), "nav .count").Should().Be("2 videos need attention");
        TextOf(Render<LibraryPage>(), ".filters .count.urgent").Should().Be("2");
        Render<ActivityRing>().Find("a").GetAttribute("aria-label").Should().EndWith("; 2 videos need attention");
        Render<ActivityPage>().Find(".page-head p").TextContent.Should().Be("2 need attention");
    }

    [Fact]
    public async Task A_damaged_video_needs_attention_too()
    {
        var file = new DamagedFile("720p_000.ts", DamageKind.Missing);
        await AddVideoAsync(
            "Beach",
            VideoStatus.Ready,
            (video, _) => video.Damage = new VideoDamage(Clock.GetUtcNow(), [file])
        );
        await AddVideoAsync("Mountain", VideoStatus.Ready);
        Get<NavigationManager>().NavigateTo("/?status=attention");

        Render<LibraryPage>()
            .FindAll("article h3")
            .Should()
            .ContainSingle()
            .Which.TextContent.Trim()
            .Should()
            .Be("Beach");
        TextOf(Render<SideNav>(), "nav .count").Should().Be("1 video needs attention");
        Render<ActivityPage>().Find(".notice.bad a").GetAttribute("href").Should().EndWith("status=attention");
    }

    [Fact]
    public async Task Warnings_are_counted_separately_in_a_calmer_colour()
    {
        await AddVideoAsync("Beach", VideoStatus.Ready, (video, _) => video.Warning = "The file ends early.");
        await AddVideoAsync("Lake", VideoStatus.Ready, (video, _) => video.Warning = "The file ends early.");
        await AddVideoAsync("Mountain", VideoStatus.Ready);

        var ring = Render<ActivityRing>();
        var library = Render<LibraryPage>();

        TextOf(Render<SideNav>(), "nav .count.calm").Should().Be("2 videos have warnings");
        Render<PhoneBar>().FindAll("nav .count:not(.calm)").Should().BeEmpty();
        ring.Find("a").GetAttribute("aria-label").Should().EndWith("; 2 videos have warnings");
        ring.FindAll(".attention").Should().BeEmpty();
        Render<ActivityPage>().Find(".page-head p").TextContent.Should().Be("2 have warnings");
        library.FindAll(".filters a").Select(TextOf).Should().Equal("All 3", "Ready 3", "Warnings 2", "Undated 3");
    }

    [Fact]
    public async Task A_dismissed_warning_is_no_longer_counted_and_stays_in_the_details()
    {
        var video = await AddVideoAsync(
            "Beach",
            VideoStatus.Ready,
            (video, _) => video.Warning = "The file ends early."
        );
        var page = Render<WatchPage>(page => page.Add(p => p.Id, video.Id.ToString()));
        var nav = Render<SideNav>();

        page.Find(".warning button").Click();

        await ShowsAsync(page, () => page.FindAll(".warning").Count == 0);
        await ShowsAsync(nav, () => nav.FindAll(".count").Count == 0);
        page.Find(".details").TextContent.Should().Contain("Dismissed warning").And.Contain("The file ends early.");
        Render<LibraryPage>()
            .FindAll(".filters a")
            .Select(TextOf)
            .Should()
            .NotContain(filter => filter.Contains("Warning"));
        Render<ActivityPage>().Find(".page-head p").TextContent.Should().Be("Nothing in progress");
    }

    [Fact]
    public async Task The_filter_for_warnings_leaves_out_videos_that_need_attention()
    {
        await AddVideoAsync("Beach", VideoStatus.Ready, (video, _) => video.Warning = "The file ends early.");
        await AddVideoAsync(
            "Lake",
            VideoStatus.Ready,
            (video, _) =>
            {
                video.Warning = "The file ends early.";
                video.Damage = new VideoDamage(Clock.GetUtcNow(), [new("720p_000.ts", DamageKind.Missing)]);
            }
        );
        await AddVideoAsync("Mountain", VideoStatus.Ready);
        Get<NavigationManager>().NavigateTo("/?status=warnings");

        var page = Render<LibraryPage>();

        page.FindAll("article h3").Select(TextOf).Should().Equal("Beach");
        TextOf(page.Find(".filters [aria-current]")).Should().Be("Warnings 1");
        Render<ActivityPage>().Find(".page-head p").TextContent.Should().Be("1 needs attention, 1 has warnings");
    }

    [Fact]
    public async Task Without_failures_or_work_the_Activity_page_says_that_nothing_is_in_progress()
    {
        await AddVideoAsync("Beach", VideoStatus.Ready);

        Render<ActivityPage>().Find(".page-head p").TextContent.Should().Be("Nothing in progress");
    }

    [Theory]
    [InlineData(FailureCause.NotVideo)]
    [InlineData(FailureCause.NothingDecodable)]
    [InlineData(FailureCause.SourceGone)]
    public async Task Retry_is_not_the_first_option_for_an_unreadable_file(FailureCause cause)
    {
        await AddVideoAsync("Beach", VideoStatus.Failed, (_, job) => job.ErrorCause = cause);

        var buttons = Render<ActivityPage>()
            .FindAll(".failed .actions button")
            .Select(button => button.TextContent.Trim());

        buttons.Should().Equal("Add another copy", "Move to trash", "Retry anyway");
    }

    [Fact]
    public async Task Retry_is_the_first_option_for_a_temporary_failure()
    {
        await AddVideoAsync("Beach", VideoStatus.Failed, (_, job) => job.ErrorCause = FailureCause.Killed);

        Render<ActivityPage>().Find(".failed .actions button").TextContent.Trim().Should().Be("Retry");
    }

    private static string TextOf(IRenderedComponent<IComponent> page, string selector) => TextOf(page.Find(selector));

    private static string TextOf(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
