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
    public async Task Shows_what_is_deleted_and_keeps_it_on_Cancel()
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
        dialogs.Markup.Should().Contain("2 files (1.52 MB) go for good, and 2 links stop working.");
        dialogs.FindAll("button").First(button => button.TextContent == "Keep").Click();
        (await answer).Should().BeFalse();
    }

    [Fact]
    public void Originals_among_the_losses_are_named() =>
        new Losses([], 0, 0, 0)
            .With("Beach", 6, 5, 1, original: true)
            .Words.Should()
            .Be("6 files (5 bytes) go for good, the original among them, and 1 link stops working.");

    [Theory]
    [InlineData(1, 0, "1 file (5 bytes) goes for good.")]
    [InlineData(3, 1, "3 files (5 bytes) go for good, and 1 link stops working.")]
    public void Losses_are_counted_in_plain_words(int files, int links, string words) =>
        new Losses(["Beach"], files, 5, links).Words.Should().Be(words);
}
