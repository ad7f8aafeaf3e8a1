using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.Albums;
using StreamVault.Core.BulkEdits;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Web.BulkEdits;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Watch;

/// <summary>The tags, people and albums of a video, and whether it is a favourite or private. All can be changed.</summary>
public sealed partial class VideoLabelsRow : ComponentBase
{
    private VideoLabels _labels = VideoLabels.None;
    private IReadOnlyList<Album> _albums = [];

    /// <summary>The video.</summary>
    [Parameter, EditorRequired]
    public required Video Video { get; set; }

    [Inject]
    private VideoLibrary Videos { get; set; } = default!;

    [Inject]
    private AlbumLibrary Albums { get; set; } = default!;

    [Inject]
    private BulkEdit Edit { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Toasts { get; set; } = default!;

    // Also when the page was notified of a change.
    protected override async Task OnParametersSetAsync()
    {
        _labels = await Videos.LabelsAsync(Video.Id, CancellationToken.None);
        _albums = await Albums.FindAsync(_labels.Albums, CancellationToken.None);
    }

    private Task FavouriteAsync() =>
        ApplyAsync(
            new VideoChanges { Favourite = !Video.IsFavourite },
            Video.IsFavourite ? "No longer a favourite" : "Added to favourites"
        );

    private Task PrivateAsync() =>
        ApplyAsync(
            new VideoChanges { Private = !Video.IsPrivate },
            Video.IsPrivate ? "No longer private" : "Private: hidden until you enter the password"
        );

    private Task SetTagsAsync(IReadOnlyList<string> tags) =>
        ApplyAsync(new VideoChanges { Tags = tags }, "Tags changed");

    private Task SetPeopleAsync(IReadOnlyList<string> people) =>
        ApplyAsync(new VideoChanges { People = people }, "People changed");

    private async Task AddToAlbumAsync()
    {
        if (await AddToAlbumDialog.AskAsync(Dialogs) is { } album)
        {
            await ApplyAsync(album.Changes, $"Added to “{album.Title}”");
        }
    }

    private async Task ApplyAsync(VideoChanges changes, string done)
    {
        if (
            await Edit.ApplyAsync([Video.Id], changes, withPrivate: true, CancellationToken.None)
            is BulkEditOutcome.Done(_, var undo)
        )
        {
            _labels = await Videos.LabelsAsync(Video.Id, CancellationToken.None);
            Toasts.ShowUndo(Edit, done, undo);
        }
    }
}
