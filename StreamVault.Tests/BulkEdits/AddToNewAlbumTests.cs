using AngleSharp.Dom;
using Bunit;
using MudBlazor;
using StreamVault.Core.Albums;
using StreamVault.Core.Entities;
using StreamVault.Tests.Components;
using StreamVault.Tests.Infrastructure;
using StreamVault.Web.BulkEdits;

namespace StreamVault.Tests.BulkEdits;

public sealed class AddToNewAlbumTests : PageFixture
{
    [Fact]
    public async Task Undo_also_deletes_the_album_that_was_created()
    {
        var video = await AddVideoAsync("Beach");
        var undo = await AddAsync(video, "Summer");
        (await AlbumsAsync()).Should().ContainSingle().Which.Videos.Should().Be(1);

        await undo.ClickAsync(new());

        await Until.TrueAsync(async () => (await AlbumsAsync()).Count == 0);
    }

    [Fact]
    public async Task Undo_keeps_an_album_that_was_changed_since()
    {
        var undo = await AddAsync(await AddVideoAsync("Beach"), "Summer");
        var album = (await AlbumsAsync()).Single().Album;
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Get<AlbumLibrary>().ChangeAsync(album.Id, new AlbumChanges { Description = "At the sea" }, true, Ct);

        await undo.ClickAsync(new());

        await Until.TrueAsync(async () => (await AlbumsAsync()).Single().Videos == 0);
    }

    [Fact]
    public async Task Undo_keeps_an_album_that_contains_another_video()
    {
        var undo = await AddAsync(await AddVideoAsync("Beach"), "Summer");
        var album = (await AlbumsAsync()).Single().Album;
        await Get<AlbumLibrary>().AddAsync(album.Id, [(await AddVideoAsync("Sea")).Id], true, Ct);

        await undo.ClickAsync(new());

        await Until.TrueAsync(async () => (await AlbumsAsync()).Single().Videos == 1);
    }

    [Fact]
    public async Task Undo_keeps_an_album_that_contains_an_album()
    {
        var undo = await AddAsync(await AddVideoAsync("Beach"), "Summer");
        var album = (await AlbumsAsync()).Single().Album;
        await Get<AlbumLibrary>().CreateAsync("July", null, album.Id, null, Ct);

        await undo.ClickAsync(new());

        await Until.TrueAsync(async () => (await AlbumsAsync()).All(listing => listing.Videos == 0));
        (await AlbumsAsync()).Should().HaveCount(2);
    }

    // Returns the button that undoes it.
    private async Task<IElement> AddAsync(Video video, string title)
    {
        var dialogs = RenderDialogs();
        var toasts = Render<MudSnackbarProvider>();
        var actions = Render<SelectionActions>(parameters => parameters.Add(page => page.Chosen, [video.Id]));
        var adding = actions
            .FindAll("button")
            .First(button => button.TextContent.Contains("Add to album"))
            .ClickAsync(new());
        dialogs.WaitForElement("input[id$=-title]").Input(title);
        await dialogs.Find("form").SubmitAsync();
        await adding;
        return toasts.WaitForElement(".mud-snackbar button");
    }

    private Task<IReadOnlyList<AlbumListing>> AlbumsAsync() => Get<AlbumLibrary>().ListAsync(true, Ct);
}
