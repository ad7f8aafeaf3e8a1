using Bunit;
using Microsoft.AspNetCore.Components;
using StreamVault.Core.Albums;
using StreamVault.Core.BulkEdits;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Recording;
using StreamVault.Core.Trash;
using StreamVault.Tests.Components;
using StreamVault.Web.Library.Lists;
using StreamVault.Web.Watch;

namespace StreamVault.Tests.Watch;

public sealed class WatchPageTests : PageFixture
{
    [Theory]
    [InlineData("nonsense")]
    [InlineData("0198c0de-0000-7000-8000-000000000000")]
    public void An_unknown_video_offers_a_link_to_the_library(string id)
    {
        var page = Render<WatchPage>(page => page.Add(p => p.Id, id));

        page.Find(".empty h2").TextContent.Should().Be("This video doesn't exist, or it is private");
        page.Find(".empty a").GetAttribute("href").Should().Be("./");
    }

    [Fact]
    public async Task The_modification_date_of_the_file_is_not_shown_as_the_date_filmed()
    {
        var video = await AddVideoAsync(
            "Tape",
            VideoStatus.Ready,
            (video, _) =>
                video.Recorded = RecordingDate.Parse("2026-06-01", TimeZoneInfo.Utc)! with
                {
                    From = RecordingDateSource.FileModified,
                }
        );

        var page = Watch(video);

        page.Find(".facts-line .date").TextContent.Trim().Should().Be("File dated 1 June 2026");
        page.FindAll(".facts-line [aria-label='Enter the date filmed']").Should().ContainSingle();
    }

    [Fact]
    public async Task The_player_replaces_the_progress_when_the_video_is_ready()
    {
        var video = await AddVideoAsync("Beach");
        var lease = await Queue.ClaimAsync(Ct);
        var page = Watch(video);
        await ReportAsync(video, 0.43);
        await ShowsAsync(page, ".progress-view strong", "43 %");
        page.FindComponents<Player>().Should().BeEmpty();

        await Queue.CompleteAsync(lease!, (_, _) => Task.CompletedTask, Ct);

        await ShowsAsync(page, () => page.FindComponents<Player>().Count == 1);
        page.FindAll(".chip").Should().BeEmpty("a video that plays is ready");
        page.FindAll(".progress-view").Should().BeEmpty();
    }

    [Fact]
    public async Task A_title_is_edited_in_place()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        var page = Watch(video);

        page.Find("[aria-label='Edit the title']").Click();
        page.Find("form input").Input("  ");
        await page.Find("form").SubmitAsync(new());
        page.Find("[role=alert]").TextContent.Should().Be("The title needs at least one visible character.");
        page.Find("form input").Input("Mountain");
        await page.Find("form").SubmitAsync(new());

        page.Find("h1").TextContent.Should().Be("Mountain");
        (await Get<VideoLibrary>().FindAsync(video.Id, Ct))!.Title.Should().Be("Mountain");
    }

    [Fact]
    public async Task The_date_is_edited_where_it_is_shown()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        var dialogs = RenderDialogs();
        var page = Watch(video);

        _ = page.Find(".facts-line [aria-label='Enter the date filmed']").ClickAsync(new());
        await ShowsAsync(page, () => dialogs.FindAll("input.input").Count > 0);
        dialogs.Find("input.input").Input("about 1985");
        await dialogs.Find("form").SubmitAsync();

        await ShowsAsync(page, ".facts-line", "About 1985");
        page.FindAll(".facts-line [aria-label='Edit the date filmed']").Should().ContainSingle();
    }

    [Fact]
    public async Task A_failed_video_whose_job_was_deleted_can_be_tried_again()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Failed);
        await Queue.DeleteAsync((await JobOfAsync(video)).Id, Ct);
        var page = Watch(video);

        await page.FindAll(".failed button")
            .First(button => button.TextContent.Contains("Try again"))
            .ClickAsync(new());

        await ShowsAsync(page, ".stage h2", "Waiting");
    }

    [Fact]
    public async Task A_paused_video_shows_its_finished_chunks_and_can_be_resumed()
    {
        var video = await AddVideoAsync(
            "Beach",
            change: (_, job) => (job.Status, job.ChunksDone, job.ChunkCount) = (JobStatus.Paused, 3, 6)
        );
        var page = Watch(video);
        page.Find(".stage h2").TextContent.Should().Be("Paused");
        page.FindAll(".map .done").Should().HaveCount(3);

        await page.Find("[aria-label='Resume Beach']").ClickAsync(new());

        await ShowsAsync(page, ".stage h2", "Waiting");
    }

    [Fact]
    public async Task A_failed_attempt_shows_its_error_its_log_and_the_next_attempt()
    {
        var video = await AddVideoAsync(
            "Beach",
            change: (_, job) =>
            {
                (job.NextAttemptAt, job.Attempts) = (Clock.GetUtcNow().AddMinutes(4), 1);
                (job.ErrorMessage, job.ErrorLog, job.ErrorExitCode) = ("FFmpeg failed.", "out of memory", 1);
            }
        );

        var page = Watch(video);

        page.Find(".stage h2").TextContent.Should().Be("Waiting to retry");
        page.Find(".stage").TextContent.Should().Contain("Attempt 2 of 3 in 4 min").And.Contain("FFmpeg failed.");
        page.Find(".stage details pre").TextContent.Should().Be("out of memory");
        page.FindAll(".stage details[open]").Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_video_that_becomes_private_can_be_unlocked(bool onThisPage)
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        var page = Watch(video);

        if (onThisPage)
        {
            await page.FindAll("button").First(button => button.TextContent.Trim() == "Private").ClickAsync(new());
        }
        else
        {
            await Get<BulkEdit>().ApplyAsync([video.Id], new VideoChanges { Private = true }, false, Ct);
        }

        await ShowsAsync(page, ".empty h2", "This video is private now");
        page.Find(".empty").TextContent.Should().Contain("Unlock private videos to see it.");
        page.Find(".empty button[data-open-private=unlock-private]").TextContent.Should().Be("Unlock");
        Events.Publish(new LibraryChange(video.Id));
        Clock.Advance(TimeSpan.FromSeconds(5));
        await ShowsAsync(page, ".empty h2", "This video is private now");
    }

    [Fact]
    public async Task A_locked_private_video_that_was_never_shown_looks_like_an_unknown_one()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready, (row, _) => row.IsPrivate = true);
        var unknown = Render<WatchPage>(page => page.Add(p => p.Id, $"{Guid.CreateVersion7()}"));

        var page = Watch(video);

        page.Find(".empty button[data-open-private=unlock-private]").TextContent.Should().Be("Unlock private videos");
        page.Find(".empty").OuterHtml.Should().Be(unknown.Find(".empty").OuterHtml);
    }

    [Fact]
    public async Task A_video_in_the_trash_can_be_restored()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        var page = Watch(video);
        await Get<VideoTrash>().MoveAsync([video.Id], Ct);
        await ShowsAsync(page, ".empty h2", "This video is in the trash");

        await page.Find(".empty button").ClickAsync(new());

        await ShowsAsync(page, "h1", "Beach");
    }

    [Fact]
    public async Task A_video_of_an_album_leads_to_the_ones_before_and_after_it_that_are_visible()
    {
        var (first, second) = (await AddReadyAsync("First"), await AddReadyAsync("Second"));
        var (secret, last) = (await AddReadyAsync("Secret", isPrivate: true), await AddReadyAsync("Last"));
        var albums = Get<AlbumLibrary>();
        var created = await albums.CreateAsync("Holidays", null, null, null, Ct);
        var album = created.Should().BeOfType<AlbumOutcome.Saved>().Subject.Album.Id;
        await albums.AddAsync(album, [first.Id, second.Id, secret.Id, last.Id], withPrivate: true, Ct);
        await albums.ChangeAsync(album, new AlbumChanges { Order = AlbumOrder.Manual }, false, Ct);
        var list = VideoList.Of(album);

        var page = Watch(second, list.Watch(second.Id));

        page.Find(".neighbours [rel=prev]").GetAttribute("href").Should().Be($".{list.Watch(first.Id)}");
        page.Find(".neighbours [rel=next]").GetAttribute("href").Should().Be($".{list.Watch(last.Id)}");
        page.Find(".neighbours p a").TextContent.Should().Be("Holidays");

        await Get<VideoTrash>().MoveAsync([last.Id], Ct);

        await ShowsAsync(page, () => page.FindAll(".neighbours [rel=next]").Count == 0);
        page.FindAll(".neighbours [rel=prev]").Should().ContainSingle();
    }

    [Fact]
    public async Task A_video_that_was_opened_directly_has_no_neighbours()
    {
        await AddReadyAsync("First");
        var page = Watch(await AddReadyAsync("Second"));

        page.FindAll(".neighbours").Should().BeEmpty();
    }

    private async Task<Video> AddReadyAsync(string title, bool isPrivate = false)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        return await AddVideoAsync(title, VideoStatus.Ready, (video, _) => video.IsPrivate = isPrivate);
    }

    private IRenderedComponent<WatchPage> Watch(Video video, string? address = null)
    {
        RenderDialogs();
        Get<NavigationManager>().NavigateTo((address ?? StreamVaultUrls.Watch(video.Id)).FromBase());
        return Render<WatchPage>(page => page.Add(p => p.Id, video.Id.ToString()));
    }
}
