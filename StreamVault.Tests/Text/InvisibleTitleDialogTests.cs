using Bunit;
using MudBlazor;
using StreamVault.Core.Albums;
using StreamVault.Core.BulkEdits;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Tags;
using StreamVault.Tests.Components;
using StreamVault.Tests.Infrastructure;
using StreamVault.Web.Albums;
using StreamVault.Web.Albums.Creating;
using StreamVault.Web.BulkEdits;
using StreamVault.Web.Tags;
using StreamVault.Web.Watch;

namespace StreamVault.Tests.Text;

/// <summary>Titles and names that look empty, wherever one is typed.</summary>
public sealed class InvisibleTitleDialogTests : PageFixture
{
    [Fact]
    public async Task The_dialog_for_a_new_album_asks_for_a_title()
    {
        var dialogs = RenderDialogs();
        _ = dialogs.InvokeAsync(() => NewAlbumDialog.AskAsync(Get<IDialogService>(), null));

        await RefusesAsync(dialogs, "input[id$=-title]", "Enter a title.");

        (await Get<AlbumLibrary>().AllAsync(Ct)).Should().BeEmpty();
    }

    [Fact]
    public async Task The_dialog_that_adds_to_an_album_asks_for_a_title()
    {
        var dialogs = RenderDialogs();
        var asking = dialogs.InvokeAsync(() => AddToAlbumDialog.AskAsync(Get<IDialogService>()));

        await RefusesAsync(dialogs, "input[id$=-title]", "Enter a title.");

        asking.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task The_dialog_that_renames_videos_asks_for_a_title()
    {
        var video = await AddVideoAsync("Beach");
        var dialogs = RenderDialogs();
        var asking = dialogs.InvokeAsync(() => RenameVideosDialog.AskAsync(Get<IDialogService>(), [video.Id]));

        await RefusesAsync(dialogs, "input[id$=-pattern]", "Enter a title.");

        asking.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task The_dialog_that_renames_a_person_says_what_a_name_needs()
    {
        var video = await AddVideoAsync("Beach");
        await Get<BulkEdit>().ApplyAsync([video.Id], new VideoChanges { People = ["Oma"] }, true, Ct);
        var person = (await Get<TagLibrary>().ListAsync(TagKind.Person, true, Ct)).Single().Tag;
        var dialogs = RenderDialogs();
        _ = dialogs.InvokeAsync(() => RenameTagDialog.ShowAsync(Get<IDialogService>(), person, []));

        await RefusesAsync(dialogs, "input", "A name must have 1 to");

        (await Get<TagLibrary>().ListAsync(TagKind.Person, true, Ct)).Single().Tag.Name.Should().Be("Oma");
    }

    [Fact]
    public async Task The_field_for_tags_says_what_a_name_needs()
    {
        IReadOnlyList<string> names = [];
        var field = Render<NameField>(parameters =>
            parameters
                .Add(f => f.Kind, TagKind.Tag)
                .Add(f => f.Names, names)
                .Add(f => f.NamesChanged, list => names = list)
        );

        await RefusesAsync(field, "input", "A name must have 1 to");

        names.Should().BeEmpty();
    }

    [Fact]
    public async Task Titles_edited_in_place_need_a_visible_character()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        var album = await Get<AlbumLibrary>().CreateAsync("Tapes", null, null, null, Ct);
        var id = ((AlbumOutcome.Saved)album).Album.Id;
        var watch = Render<WatchPage>(page => page.Add(p => p.Id, video.Id.ToString()));
        var albumPage = Render<AlbumPage>(page => page.Add(p => p.Id, id.ToString()));
        watch.Find("[aria-label='Edit the title']").Click();
        albumPage.Find("[aria-label='Edit the title']").Click();

        await RefusesAsync(watch, "form input", "The title needs at least one visible character.");
        await RefusesAsync(albumPage, "form input", "Enter a title.");

        (await Get<VideoLibrary>().FindAsync(video.Id, Ct))!.Title.Should().Be("Beach");
        (await Get<AlbumLibrary>().FindAsync(id, true, Ct))!.Title.Should().Be("Tapes");
    }

    private static async Task RefusesAsync(
        IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> page,
        string field,
        string fault
    )
    {
        foreach (var text in InvisibleTexts.All)
        {
            page.WaitForElement(field).Input(text);
            await page.Find("form").SubmitAsync();

            page.FindAll("[role=alert]")
                .Select(alert => alert.TextContent.Trim())
                .Should()
                .Contain(shown => shown.StartsWith(fault));
        }
    }
}
