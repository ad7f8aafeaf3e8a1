using Bunit;
using StreamVault.Core.Background;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Tests.Components;
using StreamVault.Web.Background;

namespace StreamVault.Tests.Background;

public sealed class BackgroundPanelTests : PageFixture
{
    [Fact]
    public void Shows_nothing_while_there_is_nothing_to_do() =>
        Render<BackgroundPanel>().Markup.Trim().Should().BeEmpty();

    [Fact]
    public async Task Shows_waiting_tasks_and_pauses_and_resumes_them()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        await Get<BackgroundQueue>().EnqueueAsync("unknown", video.Id, Ct);
        var page = Render<BackgroundPanel>();
        page.Find("[role=status]").TextContent.Should().Be("Next in line");
        page.Find(".kinds").TextContent.Should().Contain("1 waiting");

        await page.Find("button").ClickAsync(new());

        await ShowsAsync(page, "[role=status]", "Paused");
        (await Get<BackgroundQueue>().IsPausedAsync(Ct)).Should().BeTrue();
        await page.Find("button").ClickAsync(new());
        await ShowsAsync(page, "[role=status]", "Next in line");
    }

    [Fact]
    public async Task The_status_changes_from_watching_to_recently_played_to_next_in_line()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        await Get<BackgroundQueue>().EnqueueAsync("unknown", video.Id, Ct);
        Get<PlaybackActivity>().RecordPlayback();
        var page = Render<BackgroundPanel>();
        page.Find("[role=status]").TextContent.Should().Be("Waiting: someone is watching");

        Clock.Advance(TimeSpan.FromSeconds(40));
        await ShowsAsync(page, "[role=status]", "Waiting: a video was played in the last few minutes");

        Clock.Advance(TimeSpan.FromMinutes(5));
        await ShowsAsync(page, "[role=status]", "Next in line");
    }

    [Fact]
    public async Task Shows_why_a_task_failed_and_retries_it()
    {
        var queue = Get<BackgroundQueue>();
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        await queue.EnqueueAsync("unknown", video.Id, Ct);
        var task = (await queue.PeekAsync(["unknown"], Ct))!;
        task.Attempts = 3;
        await queue.FailAsync(task, "The disk is full.", Ct);
        var page = Render<BackgroundPanel>();
        page.Find(".failures").TextContent.Should().Contain("Beach").And.Contain("The disk is full.");

        await page.Find(".failures button").ClickAsync(new());

        await ShowsAsync(page, ".kinds", "1 waiting");
        page.FindAll(".failures").Should().BeEmpty();
    }
}
