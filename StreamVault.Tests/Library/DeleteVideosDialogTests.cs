using Bunit;
using MudBlazor;
using StreamVault.Core.Entities;
using StreamVault.Core.Storage;
using StreamVault.Core.Tokens;
using StreamVault.Tests.Components;
using StreamVault.Web.Library;

namespace StreamVault.Tests.Library;

public sealed class DeleteVideosDialogTests : PageFixture
{
    [Fact]
    public async Task Says_what_is_deleted_and_deletes_nothing_when_cancelled()
    {
        var video = await AddVideoAsync("Beach & \"sea\"", VideoStatus.Ready);
        var folder = Get<VaultStorage>().VideoFolder(video.Id);
        VaultStorage.CreatePrivateFolder(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, "720p_000.ts"), new byte[1_500_000]);
        await File.WriteAllBytesAsync(Path.Combine(folder, "master.m3u8"), new byte[20_000]);
        var tokens = Get<AccessTokens>();
        await tokens.CreateAsync(video.Id, "TV", null, null, Ct);
        await tokens.CreateAsync(video.Id, "Guest", Clock.GetUtcNow().AddHours(1), null, Ct);
        await tokens.CreateAsync(video.Id, "Over", Clock.GetUtcNow(), null, Ct);
        var dialogs = RenderDialogs();

        var answer = dialogs.InvokeAsync(() => DeleteVideosDialog.AskAsync(Get<IDialogService>(), [video.Id]));

        dialogs.WaitForElement(".button.danger:not([disabled])");
        dialogs.Find(".title").TextContent.Should().Be("Beach & \"sea\"");
        dialogs.Markup.Should().Contain("This permanently deletes 1 video (1.52 MB). 2 links stop working.");
        dialogs.FindAll("button").First(button => button.TextContent == "Cancel").Click();
        (await answer).Should().BeFalse();
    }

    [Fact]
    public void Counts_the_videos_and_the_links_that_stop_working() =>
        new DeletionSummary(["Beach", "Lake"], 5, 2)
            .Text.Should()
            .Be("This permanently deletes 2 videos (5 bytes). 2 links stop working.");

    [Fact]
    public void Names_an_original_that_is_deleted() =>
        new DeletionSummary([], 0, 0)
            .With("Beach", 5, 1, original: true)
            .Text.Should()
            .Be("This permanently deletes 1 video (5 bytes), including the original file. 1 link stops working.");

    [Fact]
    public void Counts_the_originals_of_several_videos() =>
        new DeletionSummary([], 0, 0)
            .With("Beach", 5, 0, original: true)
            .With("Lake", 6, 0, original: true)
            .Text.Should()
            .Be("This permanently deletes 2 videos (11 bytes), including 2 original files.");
}
