using Bunit;
using MudBlazor;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Trash;
using StreamVault.Tests.Components;
using StreamVault.Web.Library;
using StreamVault.Web.Trash;

namespace StreamVault.Tests.Trash;

public sealed class TrashPageTests : PageFixture
{
    [Fact]
    public async Task An_empty_trash_says_how_long_videos_stay()
    {
        var page = Render<TrashPage>();

        await ShowsAsync(page, "h2", "The trash is empty");
        page.Markup.Should().Contain("30 days");
    }

    [Fact]
    public async Task Shows_when_each_video_is_deleted_and_what_the_trash_takes()
    {
        var first = await AddVideoAsync("Beach", VideoStatus.Ready, (video, _) => video.StoredBytes = 2_000_000);
        var second = await AddVideoAsync("Garden", VideoStatus.Ready, (video, _) => video.StoredBytes = 1_000_000);
        await Get<VideoTrash>().MoveAsync([first.Id], Ct);
        Clock.Advance(TimeSpan.FromDays(29));
        await Get<VideoTrash>().MoveAsync([second.Id], Ct);

        var page = Render<TrashPage>();

        await ShowsAsync(page, "li", "Garden");
        page.FindAll("li h2").Select(title => title.TextContent).Should().Equal("Garden", "Beach");
        page.FindAll("li .small")
            .Select(line => line.TextContent.Split('·')[0].Trim())
            .Should()
            .Equal("Will be deleted on 29 August 2026", "Will be deleted on 31 July 2026");
        page.Find("[role=status]").TextContent.Should().Be("2 videos (3.00 MB)");
    }

    [Fact]
    public async Task Videos_that_are_never_deleted_show_when_they_were_moved_here()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        await Get<VideoTrash>().MoveAsync([video.Id], Ct);
        await Get<TrashPeriod>().ChooseAsync(null, Ct);

        var page = Render<TrashPage>();

        await ShowsAsync(page, "li", "Moved here on 1 July 2026");
        page.Markup.Should().Contain("Videos stay here until you delete them.");
        await Get<TrashPeriod>().ChooseAsync(365, Ct);
        await ShowsAsync(page, "li", "Will be deleted on 1 July 2027");
    }

    [Fact]
    public async Task Restores_a_video()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        await Get<VideoTrash>().MoveAsync([video.Id], Ct);
        var page = Render<TrashPage>();
        await ShowsAsync(page, "li", "Beach");

        await page.Find("[aria-label='Restore Beach']").ClickAsync(new());

        await ShowsAsync(page, "h2", "The trash is empty");
        (await Get<VideoLibrary>().FindAsync(video.Id, Ct))!.TrashedAt.Should().BeNull();
    }

    [Fact]
    public async Task Asks_before_it_deletes_a_video_for_good()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        await Get<VideoTrash>().MoveAsync([video.Id], Ct);
        var dialogs = RenderDialogs();
        var page = Render<TrashPage>();
        await ShowsAsync(page, "li", "Beach");

        var asked = page.Find("[aria-label='Delete now: Beach']").ClickAsync(new());
        await ShowsAsync(page, () => dialogs.Markup.Contains("This can't be undone"));
        (await Get<VideoLibrary>().FindAsync(video.Id, Ct)).Should().NotBeNull("nothing was confirmed yet");
        await ShowsAsync(page, () => dialogs.FindAll("button.danger:not([disabled])").Count == 1);
        await dialogs.Find("button.danger").ClickAsync(new());
        await asked;

        (await Get<VideoLibrary>().FindAsync(video.Id, Ct)).Should().BeNull();
    }

    [Fact]
    public async Task A_locked_private_video_is_not_shown()
    {
        var video = await AddVideoAsync("Xanadu", VideoStatus.Ready, (video, _) => video.IsPrivate = true);
        await Get<VideoTrash>().MoveAsync([video.Id], Ct);

        var page = Render<TrashPage>();

        await ShowsAsync(page, "h2", "The trash is empty");
        page.Markup.Should().NotContain("Xanadu");
    }

    [Fact]
    public async Task Moving_videos_to_the_trash_can_be_undone_in_the_toast()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        var toasts = Get<ISnackbar>();
        var shown = Render<MudSnackbarProvider>();

        await TrashToast.MoveAsync(toasts, Get<VideoTrash>(), [video.Id], "Beach");

        (await Get<VideoLibrary>().FindAsync(video.Id, Ct))!.TrashedAt.Should().NotBeNull();
        var toast = toasts.ShownSnackbars.Single()!;
        toast.Message!.ToString().Should().Be("“Beach” moved to the trash");
        await shown.WaitForElement(".mud-snackbar button").ClickAsync(new());
        shown.WaitForAssertion(() => shown.Markup.Should().Contain("1 video restored"));
        (await Get<VideoLibrary>().FindAsync(video.Id, Ct))!.TrashedAt.Should().BeNull();
    }
}
