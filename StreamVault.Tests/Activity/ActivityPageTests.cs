using Bunit;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Storage;
using StreamVault.Tests.Components;
using StreamVault.Web.Activity;

namespace StreamVault.Tests.Activity;

public sealed class ActivityPageTests : PageFixture
{
    [Fact]
    public async Task A_running_job_shows_how_far_it_is_and_what_a_restart_keeps()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Encoding);
        var page = Render<ActivityPage>();

        await ReportAsync(video, 0.5, chunksDone: 3, chunkCount: 6);

        await ShowsAsync(page, ".progress-view strong", "50 %");
        page.Find(".progress-view").TextContent.Should().Contain("4 min left").And.Contain("1.8× real time");
        page.FindAll(".map span").Should().HaveCount(6);
        page.FindAll(".map .done").Should().HaveCount(3);
    }

    [Fact]
    public async Task A_job_of_one_piece_does_not_promise_that_a_restart_keeps_it()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Encoding);
        var page = Render<ActivityPage>();

        await ReportAsync(video, 0.5, chunksDone: 0, chunkCount: 1);

        await ShowsAsync(page, ".progress-view strong", "50 %");
        page.FindAll(".map").Should().BeEmpty();
    }

    [Fact]
    public async Task A_job_that_is_silent_for_30_seconds_says_so()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Encoding);
        var page = Render<ActivityPage>();
        await ReportAsync(video, 0.5);
        await ShowsAsync(page, ".progress-view strong", "50 %");
        page.Markup.Should().NotContain("No progress for");

        Clock.Advance(TimeSpan.FromSeconds(31));

        await ShowsAsync(page, ".progress-view", "No progress for 3");
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
        page.Find(".failed").TextContent.Should().Contain(reason).And.Contain("after 3 attempts");
        page.Find(".failed pre").TextContent.Should().Be("moov <atom>");
        page.FindAll(".failed details[open]").Should().BeEmpty();

        await page.FindAll(".failed button").First(button => button.TextContent.Contains("Retry")).ClickAsync(new());

        await ShowsAsync(page, "#waiting", "Waiting");
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
            .Contain("Attempt 2 of 3 in 4 min")
            .And.Contain("FFmpeg was ended by the system.");
    }

    [Fact]
    public async Task A_running_job_shows_its_qualities_and_what_is_unusual_about_it()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Encoding);
        var page = Render<ActivityPage>();
        var job = await JobOfAsync(video);

        Events.Publish(
            new JobProgress(job.Id, video.Id, 0.5, "Encoding 720p", 1.8, null, 1, 2, 43.2, "Copied first.")
            {
                Rungs = [new RungProgress("720p", 12_300_000, 1_900_000)],
            }
        );

        await ShowsAsync(page, ".rungs", "720p 12.3 MB, 1.9 Mbit/s");
        page.Find(".progress-view").TextContent.Should().Contain("43.2 fps").And.Contain("Copied first.");
    }

    [Fact]
    public async Task A_job_that_waits_for_disk_space_shows_how_much_it_needs()
    {
        Get<VaultStorage>().MeasureFree = () => 300_000_000;
        await AddVideoAsync("Beach", change: (_, job) => job.NeededBytes = 2_100_000_000);

        var page = Render<ActivityPage>();

        page.Find("ol").TextContent.Should().Contain("Not enough disk space: 2.10 GB needed, 300 MB free");
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
                job.Note = "Repackaged without quality loss.";
            }
        );

        var page = Render<ActivityPage>();

        page.Find("#finished ~ ul")
            .TextContent.Should()
            .Contain("5 min ago · took 4 min · 12:34 long · 81.0 MB")
            .And.Contain("Repackaged without quality loss.", "what was unusual about it");
    }
}
