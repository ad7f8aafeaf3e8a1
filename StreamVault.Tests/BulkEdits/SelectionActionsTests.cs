using AngleSharp.Dom;
using Bunit;
using MudBlazor;
using StreamVault.Core.BulkEdits;
using StreamVault.Core.Entities;
using StreamVault.Tests.Components;
using StreamVault.Web.BulkEdits;

namespace StreamVault.Tests.BulkEdits;

public sealed class SelectionActionsTests : PageFixture
{
    [Theory]
    [InlineData("Add to favourites", "All selected videos are favourites already.")]
    [InlineData("Remove from favourites", "None of the selected videos are favourites.")]
    [InlineData("Remove from private videos", "None of the selected videos are private.")]
    public async Task An_action_that_changes_nothing_says_so_and_cannot_be_undone(string action, string message)
    {
        var isFavourite = action == "Add to favourites";
        var video = await AddVideoAsync("Beach", VideoStatus.Ready, (video, _) => video.IsFavourite = isFavourite);

        var toasts = await ChooseAsync(action, video);

        toasts.WaitForElement(".mud-snackbar").TextContent.Trim().Should().Be(message);
    }

    [Fact]
    public async Task Known_tags_that_are_added_again_change_nothing()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        await Get<BulkEdit>().ApplyAsync([video.Id], new VideoChanges { AddTags = ["Sea"] }, true, Ct);

        await TagAsync("Add tags and people…", "Sea", video, "All selected videos have these tags and people already.");
    }

    [Fact]
    public async Task Unused_tags_that_are_removed_change_nothing() =>
        await TagAsync(
            "Remove tags and people…",
            "Sea",
            await AddVideoAsync("Beach", VideoStatus.Ready),
            "None of the selected videos has these tags or people."
        );

    private async Task TagAsync(string action, string tag, Video video, string message)
    {
        var toasts = await ChooseAsync(action, video);
        var dialogs = RenderDialogs();
        dialogs.WaitForElement(".names input").Input(tag);
        dialogs.Find("h2").TextContent.Should().Be(action.TrimEnd('…'));

        await dialogs.Find(".button.filled").ClickAsync(new());

        toasts.WaitForElement(".mud-snackbar").TextContent.Trim().Should().Be(message);
    }

    private async Task<IRenderedComponent<MudSnackbarProvider>> ChooseAsync(string action, params Video[] videos)
    {
        RenderDialogs();
        var popovers = RenderPopovers();
        var toasts = Render<MudSnackbarProvider>();
        var actions = Render<SelectionActions>(parameters =>
            parameters.Add(page => page.Chosen, [.. videos.Select(video => video.Id)])
        );
        if (Named(actions, "button") is { } button)
        {
            _ = button.ClickAsync(new());
            return toasts;
        }

        await actions.Find("[aria-label='More actions for the selection']").ClickAsync(new());
        popovers.WaitForAssertion(() => Named(popovers, ".mud-menu-item").Should().NotBeNull());
        await Named(popovers, ".mud-menu-item")!.ClickAsync(new());
        return toasts;

        IElement? Named(IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> part, string selector) =>
            part.FindAll(selector).FirstOrDefault(found => found.TextContent.Trim() == action);
    }
}
