using Bunit;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.Albums;
using StreamVault.Core.Entities;
using StreamVault.Tests.Components;
using StreamVault.Web.Albums;
using StreamVault.Web.Albums.Creating;
using StreamVault.Web.BulkEdits;

namespace StreamVault.Tests.Albums;

public sealed class AlbumPageTests : PageFixture
{
    [Fact]
    public void Without_albums_the_page_offers_to_create_one()
    {
        var page = Render<AlbumsPage>();

        page.Find(".empty h2").TextContent.Should().Be("No albums yet");
        page.Find(".empty button").TextContent.Should().Be("Create your first album");
    }

    [Fact]
    public async Task Only_albums_at_the_top_are_listed_with_their_counts()
    {
        var outer = await CreateAsync("Tapes");
        await CreateAsync("1998 Christmas", outer.Id);
        await Get<AlbumLibrary>().AddAsync(outer.Id, [(await AddVideoAsync("One")).Id], true, Ct);

        var page = Render<AlbumsPage>();

        page.Find(".albums h3").TextContent.Should().Be("Tapes");
        page.Find(".albums p").TextContent.Trim().Should().Be("1 video · 1 album");
        page.FindAll(".albums li").Should().ContainSingle();
    }

    [Fact]
    public async Task An_album_shows_the_way_to_it_its_albums_and_its_videos()
    {
        var outer = await CreateAsync("Tapes");
        var album = await CreateAsync("1998", outer.Id);
        await CreateAsync("Christmas", album.Id);
        await Get<AlbumLibrary>().AddAsync(album.Id, [(await AddVideoAsync("One")).Id], true, Ct);

        var page = Open(album);

        page.FindAll(".path a").Select(link => link.TextContent).Should().Equal("Albums", "Tapes");
        page.Find(".albums h3").TextContent.Should().Be("Christmas");
        page.Find("article h3").TextContent.Trim().Should().Be("One");
    }

    [Fact]
    public async Task Videos_are_arranged_with_the_arrows()
    {
        var album = await CreateAsync("Tapes");
        foreach (var title in (string[])["One", "Two", "Three"])
        {
            await Get<AlbumLibrary>().AddAsync(album.Id, [(await AddVideoAsync(title)).Id], true, Ct);
            Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await Get<AlbumLibrary>().ChangeAsync(album.Id, new AlbumChanges { Order = AlbumOrder.Manual }, true, Ct);
        var page = Open(album);
        await page.Find("button[aria-pressed=false]").ClickAsync(new());

        await page.Find("button[aria-label='Move Three up']").ClickAsync(new());

        page.FindAll(".arranger .title").Select(title => title.TextContent).Should().Equal("One", "Three", "Two");
        (
            await Get<AlbumLibrary>()
                .VideosAsync((await Get<AlbumLibrary>().FindAsync(album.Id, true, Ct))!, true, 0, 10, Ct)
        )
            .Items.Select(video => video.Title)
            .Should()
            .Equal("One", "Three", "Two");
    }

    [Fact]
    public async Task Removing_a_video_can_be_undone_in_the_toast()
    {
        var album = await CreateAsync("Tapes");
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        await Get<AlbumLibrary>().AddAsync(album.Id, [video.Id], true, Ct);
        var toasts = Render<MudSnackbarProvider>();
        var page = Open(album);
        await page.Find("button[aria-pressed=false]").ClickAsync(new());
        await page.Find("button[aria-label='Remove Beach from the album']").ClickAsync(new());

        await toasts.WaitForElement(".mud-snackbar button").ClickAsync(new());

        toasts.WaitForAssertion(() => toasts.Markup.Should().Contain("Undone"));
        var videos = await Get<AlbumLibrary>().VideosAsync(album, true, 0, 10, Ct);
        videos.Items.Should().ContainSingle().Which.Title.Should().Be("Beach");
    }

    [Fact]
    public void An_unknown_album_leads_back_to_all_albums()
    {
        var page = Render<AlbumPage>(parameters => parameters.Add(page => page.Id, "nonsense"));

        page.Find(".empty h2").TextContent.Should().Be("Album not found");
        page.Find(".empty a").GetAttribute("href").Should().Be("./albums");
    }

    [Fact]
    public async Task A_new_album_is_created_in_the_dialog_and_opened()
    {
        var dialogs = RenderDialogs();
        var page = Render<AlbumsPage>();
        var asking = page.Find(".new").ClickAsync(new());

        dialogs.WaitForElement("input[id$=-title]").Input("  Tapes ");
        await dialogs.Find("form").SubmitAsync();
        await asking;

        var album = (await Get<AlbumLibrary>().AllAsync(Ct)).Should().ContainSingle().Which;
        album.Title.Should().Be("Tapes");
        Get<NavigationManager>().Uri.Should().EndWith($"/albums/{album.Id}");
    }

    [Fact]
    public async Task Only_normal_albums_are_offered_as_targets()
    {
        var tapes = await CreateAsync("Tapes");
        await CreateAsync("1998", tapes.Id);
        await CreateAsync("Birthdays", query: "birthday");
        var moved = await CreateAsync("Summer");
        var dialogs = RenderDialogs();

        _ = dialogs.InvokeAsync(() => MoveAlbumDialog.AskAsync(Get<IDialogService>(), moved));
        dialogs.WaitForElement("select");
        Options().Should().Equal("Top level", "Tapes", "Tapes › 1998");
        await dialogs.Find(".button.bare").ClickAsync(new());

        _ = dialogs.InvokeAsync(() => AddToAlbumDialog.AskAsync(Get<IDialogService>()));
        dialogs.WaitForElement("select");
        Options().Should().Equal("New album", "Summer", "Tapes", "Tapes › 1998");

        IEnumerable<string> Options() => dialogs.FindAll("option").Select(option => option.TextContent);
    }

    [Fact]
    public async Task A_smart_album_offers_no_album_in_it()
    {
        var popovers = Render<MudPopoverProvider>();
        var page = Open(await CreateAsync("Birthdays", query: "birthday"));

        await page.Find("button[aria-label='More actions']").ClickAsync(new());

        var items = popovers.FindAll(".mud-menu-item").Select(item => item.TextContent.Trim());
        items.Should().Equal("Move…", "Delete…");
    }

    [Fact]
    public async Task The_dialog_says_what_a_search_finds_while_it_is_typed()
    {
        await AddVideoAsync("Birthday in May");
        await AddVideoAsync("Birthday in June");
        var dialogs = RenderDialogs();
        _ = dialogs.InvokeAsync(() => NewAlbumDialog.AskAsync(Get<IDialogService>(), null));

        Type("birthday");
        Found().Should().Be("2 videos");
        Type("birthday june");
        Found().Should().Be("1 video");
        Type("tag:christmas");
        Found().Should().Be("No videos yet");
        Type("");
        Found().Should().BeEmpty();

        void Type(string query) => dialogs.WaitForElement("input[id$=-query]").Input(query);
        string Found() => dialogs.Find("[role=status]").TextContent;
    }

    [Fact]
    public async Task The_dialog_does_not_save_a_search_that_it_cannot_understand()
    {
        var dialogs = RenderDialogs();
        _ = dialogs.InvokeAsync(() => NewAlbumDialog.AskAsync(Get<IDialogService>(), null));
        dialogs.WaitForElement("input[id$=-title]").Input("Birthdays");
        dialogs.Find("input[id$=-query]").Input("tagg:birthday");

        await dialogs.Find("form").SubmitAsync();

        dialogs.Find("[role=status]").TextContent.Should().StartWith("“tagg:” isn't a search key");
        (await Get<AlbumLibrary>().AllAsync(Ct)).Should().BeEmpty();
    }

    private IRenderedComponent<AlbumPage> Open(Album album) =>
        Render<AlbumPage>(parameters => parameters.Add(page => page.Id, album.Id.ToString()));

    private async Task<Album> CreateAsync(string title, AlbumId? parent = null, string? query = null) =>
        (await Get<AlbumLibrary>().CreateAsync(title, null, parent, query, Ct))
            .Should()
            .BeOfType<AlbumOutcome.Saved>()
            .Which.Album;
}
