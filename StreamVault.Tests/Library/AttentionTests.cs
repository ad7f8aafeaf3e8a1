using Bunit;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Tests.Components;
using StreamVault.Web.Components.Layout;
using StreamVault.Web.Jobs;
using StreamVault.Web.Library;

namespace StreamVault.Tests.Library;

/// <summary>Failures are counted where people look: the ring, the navigation, the filter chips and the Activity page.</summary>
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

        Render<SideNav>().Find("nav .count").TextContent.Should().Be("2 need attention");
        Render<PhoneBar>().Find("nav .count").TextContent.Should().Be("2 need attention");
        Render<LibraryPage>().Find(".filters .count").TextContent.Should().Be("2 need attention");
        Render<ActivityRing>().Find("a").GetAttribute("aria-label").Should().EndWith("; 2 videos need attention");
        Render<ActivityPage>().Find(".page-head p").TextContent.Should().Be("2 need attention");
    }

    [Fact]
    public async Task Without_failures_or_work_the_Activity_page_is_up_to_date()
    {
        await AddVideoAsync("Beach", VideoStatus.Ready);

        Render<ActivityPage>().Find(".page-head p").TextContent.Should().Be("Up to date");
    }

    [Theory]
    [InlineData(FailureCause.NotVideo)]
    [InlineData(FailureCause.NothingDecodable)]
    [InlineData(FailureCause.SourceGone)]
    public async Task A_file_that_cannot_be_read_is_not_offered_another_try_first(FailureCause cause)
    {
        await AddVideoAsync("Beach", VideoStatus.Failed, (_, job) => job.ErrorCause = cause);

        var buttons = Render<ActivityPage>()
            .FindAll(".failed .actions button")
            .Select(button => button.TextContent.Trim());

        buttons.Should().Equal("Add another copy", "Delete the video…", "Retry anyway");
    }

    [Fact]
    public async Task A_failure_that_may_pass_offers_Retry_first()
    {
        await AddVideoAsync("Beach", VideoStatus.Failed, (_, job) => job.ErrorCause = FailureCause.Killed);

        Render<ActivityPage>().Find(".failed .actions button").TextContent.Trim().Should().Be("Retry");
    }
}
