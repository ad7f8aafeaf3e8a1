using Bunit;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;
using StreamVault.Tests.Components;
using StreamVault.Web.Jobs;

namespace StreamVault.Tests.Jobs;

public sealed class ActivityPageTests : PageFixture
{
    [Fact]
    public async Task A_running_job_shows_how_far_it_is_and_what_a_restart_keeps()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Encoding);
        var page = Render<ActivityPage>();

        await ReportAsync(video, 0.5, chunksDone: 3, chunkCount: 6);

        page.WaitForAssertion(() => page.Find(".progress-view strong").TextContent.Should().Be("50 %"));
        page.Find(".progress-view").TextContent.Should().Contain("4 min left").And.Contain("1.8× real time");
        page.FindAll(".map span").Should().HaveCount(6);
        page.FindAll(".map .done").Should().HaveCount(3);
    }

    [Fact]
    public async Task A_job_that_is_silent_for_30_seconds_says_so()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Encoding);
        var page = Render<ActivityPage>();
        await ReportAsync(video, 0.5);
        page.WaitForAssertion(() => page.Find(".progress-view strong").TextContent.Should().Be("50 %"));
        page.Markup.Should().NotContain("Nothing has been heard");

        Clock.Advance(TimeSpan.FromSeconds(31));

        page.WaitForAssertion(() => page.Markup.Should().Contain("Nothing has been heard of it for 31 s"));
    }

    [Fact]
    public async Task A_failed_job_says_why_and_is_retried_with_one_click()
    {
        const string reason = "This file isn't a video we can read: it has no picture track.";
        var video = await AddVideoAsync(
            "Beach",
            VideoStatus.Failed,
            (_, job) =>
                (job.ErrorMessage, job.ErrorLog, job.ErrorExitCode, job.Attempts) = (reason, "moov <atom>", 1, 3)
        );
        var page = Render<ActivityPage>();
        page.Find(".failed").TextContent.Should().Contain(reason).And.Contain("after 3 tries");
        page.Find(".failed pre").TextContent.Should().Be("moov <atom>");
        page.FindAll(".failed details[open]").Should().BeEmpty();

        page.FindAll(".failed button").First(button => button.TextContent.Contains("Retry")).Click();

        page.WaitForAssertion(() => page.Find("#waiting").TextContent.Should().StartWith("Waiting"));
        page.FindAll(".failed").Should().BeEmpty();
        (await JobOfAsync(video))
            .Should()
            .Match<EncodingJob>(job => job.Status == JobStatus.Queued && job.Attempts == 0);
    }

    [Fact]
    public async Task A_waiting_job_says_what_for()
    {
        await AddVideoAsync(
            "Beach",
            change: (_, job) =>
                (job.NextAttemptAt, job.Attempts, job.ErrorMessage) = (
                    Clock.GetUtcNow().AddMinutes(4),
                    1,
                    "FFmpeg was ended by the system."
                )
        );

        var page = Render<ActivityPage>();

        page.Find("ol")
            .TextContent.Should()
            .Contain("Try 2 of 3 in 4 min")
            .And.Contain("FFmpeg was ended by the system.");
    }

    [Fact]
    public async Task A_job_is_paused_and_resumed_with_one_click_each()
    {
        RenderDialogs();
        var video = await AddVideoAsync(
            "Beach",
            VideoStatus.Encoding,
            (_, job) => (job.ChunksDone, job.Progress) = (3, 0.5)
        );
        var page = Render<ActivityPage>();

        page.Find("[aria-label='Pause Beach']").Click();
        Clock.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => page.Find("ol").TextContent.Should().Contain("Paused by you · 50 % done"));
        (await JobOfAsync(video)).Status.Should().Be(JobStatus.Paused);
        page.Find("[aria-label='Resume Beach']").Click();
        Clock.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => page.FindAll("[aria-label='Pause Beach']").Should().ContainSingle());
        (await JobOfAsync(video)).Status.Should().Be(JobStatus.Queued);
    }

    [Fact]
    public async Task The_menu_of_a_job_changes_its_priority_and_cancels_it()
    {
        var popovers = Render<MudBlazor.MudPopoverProvider>();
        var video = await AddVideoAsync("Beach");
        var page = Render<ActivityPage>();

        await ChooseAsync("Before all others, at any hour");
        (await JobOfAsync(video)).Priority.Should().Be(JobPriority.Now);
        page.WaitForAssertion(() => page.Find("ol").TextContent.Should().Contain("before all others"));

        await ChooseAsync("Only in the off-hours");
        (await JobOfAsync(video)).OnlyInOffHours.Should().BeTrue();

        await ChooseAsync("Cancel");
        (await JobOfAsync(video)).Status.Should().Be(JobStatus.Failed);
        page.WaitForAssertion(() =>
            page.Find(".failed").TextContent.Should().Contain("Cancelled just now").And.Contain("You cancelled it.")
        );

        async Task ChooseAsync(string words)
        {
            await page.Find("[aria-label='More for Beach']").ClickAsync(new());
            popovers.WaitForAssertion(() => popovers.FindAll(".mud-menu-item").Should().NotBeEmpty());
            await popovers.FindAll(".mud-menu-item").Single(item => item.TextContent.Contains(words)).ClickAsync(new());
            Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Everything_is_paused_and_resumed_with_one_click_each()
    {
        await AddVideoAsync("Beach");
        var page = Render<ActivityPage>();

        Button("Pause all").Click();
        Clock.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => page.Find("ol").TextContent.Should().Contain("everything is paused"));
        page.Find(".schedule [role=status]").TextContent.Should().StartWith("Everything is paused.");
        Button("Resume all").Click();
        page.WaitForAssertion(() =>
            page.Find(".schedule [role=status]").TextContent.Should().Be("Videos are prepared at any hour.")
        );
        (await Queue.ScheduleAsync(Ct)).IsPaused.Should().BeFalse();

        AngleSharp.Dom.IElement Button(string words) =>
            page.FindAll(".schedule button").Single(button => button.TextContent.Contains(words));
    }

    [Fact]
    public async Task The_off_hours_are_set_and_shown()
    {
        await AddVideoAsync("Beach");
        var page = Render<ActivityPage>();

        page.Find("[aria-label='Off-hours begin']").Change("23:30");
        page.Find("[aria-label='Off-hours end']").Change("");
        page.Find(".schedule input[type=checkbox]").Change(true);
        Clock.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() =>
            page.Find(".schedule [role=status]").TextContent.Should().Be("Videos are prepared from 23:30 to 07:00.")
        );
        page.WaitForAssertion(() =>
            page.Find("ol").TextContent.Should().Contain("Waits for the off-hours, which begin at 23:30")
        );
    }

    [Fact]
    public async Task A_running_job_shows_its_qualities_and_what_is_unusual_about_it()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Encoding);
        var page = Render<ActivityPage>();
        var job = await JobOfAsync(video);

        Events.Publish(
            new JobProgress(job.Id, video.Id, 0.5, "Video 720p", 1.8, null, 1, 2, 43.2, "Copied first.")
            {
                Rungs = [new RungProgress("720p", 12_300_000, 1_900_000)],
            }
        );

        page.WaitForAssertion(() => page.Find(".rungs").TextContent.Should().Contain("720p 12.3 MB, 1.9 Mbit/s"));
        page.Find(".progress-view")
            .TextContent.Should()
            .Contain("43.2 pictures a second in each quality")
            .And.Contain("Copied first.");
    }

    [Fact]
    public async Task A_job_that_waits_for_room_says_how_much()
    {
        Get<VaultStorage>().MeasureFree = () => 300_000_000;
        await AddVideoAsync("Beach", change: (_, job) => job.NeededBytes = 2_100_000_000);

        var page = Render<ActivityPage>();

        page.Find("ol").TextContent.Should().Contain("Waits for 2.10 GB of room; 300 MB are free");
    }

    [Fact]
    public async Task A_finished_job_says_when_how_long_and_how_much()
    {
        await AddVideoAsync(
            "Beach",
            VideoStatus.Ready,
            (video, job) =>
            {
                (video.DurationSeconds, video.StoredBytes) = (754, 81_000_000);
                (job.StartedAt, job.CompletedAt) = (Clock.GetUtcNow().AddMinutes(-9), Clock.GetUtcNow().AddMinutes(-5));
            }
        );

        var page = Render<ActivityPage>();

        page.Find("#finished ~ ul").TextContent.Should().Contain("5 min ago · took 4 min · 12:34 long · 81.0 MB");
    }
}
