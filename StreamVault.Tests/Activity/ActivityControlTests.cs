using Bunit;
using StreamVault.Core.Entities;
using StreamVault.Tests.Components;
using StreamVault.Web.Activity;

namespace StreamVault.Tests.Activity;

/// <summary>What a person does with jobs on the page.</summary>
public sealed class ActivityControlTests : PageFixture
{
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

        await page.InvokeAsync(() => page.Find("[aria-label='Pause Beach']").ClickAsync(new()));

        await ShowsAsync(page, "ol", "Paused by you · 50 % done");
        (await JobOfAsync(video)).Status.Should().Be(JobStatus.Paused);
        await page.InvokeAsync(() => page.Find("[aria-label='Resume Beach']").ClickAsync(new()));
        await ShowsAsync(page, "[aria-label='Pause Beach']", "Pause");
        (await JobOfAsync(video)).Status.Should().Be(JobStatus.Queued);
    }

    [Fact]
    public async Task The_menu_of_a_job_changes_its_priority_and_cancels_it()
    {
        var popovers = Render<MudBlazor.MudPopoverProvider>();
        var video = await AddVideoAsync("Beach");
        var page = Render<ActivityPage>();

        await ChooseAsync("High priority");
        (await JobOfAsync(video)).Priority.Should().Be(JobPriority.Now);
        await ShowsAsync(page, "ol", "high priority");

        await ChooseAsync("Only at night");
        (await JobOfAsync(video)).OnlyInOffHours.Should().BeTrue();
        await ShowsAsync(page, "ol", "only at night");

        await ChooseAsync("Cancel this job");
        (await JobOfAsync(video)).Status.Should().Be(JobStatus.Failed);
        await ShowsAsync(page, ".failed", "You cancelled it.");
        page.Find(".failed").TextContent.Should().Contain("Cancelled just now");

        async Task ChooseAsync(string words)
        {
            await page.InvokeAsync(() => page.Find("[aria-label='More for Beach']").ClickAsync(new()));
            popovers.WaitForAssertion(() => popovers.FindAll(".mud-menu-item").Should().NotBeEmpty());
            await popovers.FindAll(".mud-menu-item").Single(item => item.TextContent.Contains(words)).ClickAsync(new());
        }
    }

    [Fact]
    public async Task Everything_is_paused_and_resumed_with_one_click_each()
    {
        await AddVideoAsync("Beach");
        var page = Render<ActivityPage>();

        await page.InvokeAsync(() => Button("Pause all").ClickAsync(new()));

        await ShowsAsync(page, "ol", "Paused");
        page.Find(".schedule [role=status]").TextContent.Should().StartWith("Everything is paused.");
        await page.InvokeAsync(() => Button("Resume all").ClickAsync(new()));
        await ShowsAsync(page, ".schedule [role=status]", "Videos are prepared at any hour.");
        (await Queue.ScheduleAsync(Ct)).IsPaused.Should().BeFalse();

        AngleSharp.Dom.IElement Button(string words) =>
            page.FindAll(".schedule button").Single(button => button.TextContent.Contains(words));
    }

    [Fact]
    public async Task Off_hours_chosen_during_a_job_say_what_happens_to_it()
    {
        await AddVideoAsync("Beach", VideoStatus.Encoding);
        var page = Render<ActivityPage>();

        await page.InvokeAsync(() => page.Find(".schedule input[type=checkbox]").ChangeAsync(new() { Value = true }));

        await ShowsAsync(
            page,
            ".schedule [role=status]",
            "from 22:00 to 07:00. The current video finishes the part it is working on and continues then."
        );
    }

    [Fact]
    public async Task The_off_hours_are_chosen_in_the_format_in_which_they_are_shown()
    {
        await AddVideoAsync("Beach");
        await Queue.ChangeScheduleAsync(schedule => schedule.OffHoursFrom = new TimeOnly(23, 10), Ct);
        var page = Render<ActivityPage>();

        page.FindAll(".schedule input[type=time]").Should().BeEmpty();
        var times = page.FindAll("[aria-label='Off-hours begin'] option").Select(option => option.TextContent);
        times.Should().HaveCount(49).And.ContainInOrder("22:30", "23:00", "23:10", "23:30");
    }

    [Fact]
    public async Task A_ready_video_that_is_prepared_again_shows_its_poster()
    {
        await AddVideoAsync("Beach", VideoStatus.Ready, (_, job) => job.Status = JobStatus.Processing);

        var page = Render<ActivityPage>();

        page.FindAll(".running .poster img").Should().ContainSingle();
    }

    [Fact]
    public async Task The_off_hours_are_set_and_shown()
    {
        await AddVideoAsync("Beach");
        var page = Render<ActivityPage>();

        await page.InvokeAsync(() =>
            page.Find("[aria-label='Off-hours begin']").ChangeAsync(new() { Value = "23:30" })
        );
        await page.InvokeAsync(() => page.Find("[aria-label='Off-hours end']").ChangeAsync(new() { Value = "" }));
        await page.InvokeAsync(() => page.Find(".schedule input[type=checkbox]").ChangeAsync(new() { Value = true }));

        await ShowsAsync(page, ".schedule [role=status]", "Videos are prepared from 23:30 to 07:00.");
        await ShowsAsync(page, "ol", "Starts at night, at 23:30");
    }
}
