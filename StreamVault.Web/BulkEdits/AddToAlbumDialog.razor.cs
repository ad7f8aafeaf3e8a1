using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.Albums;
using StreamVault.Core.BulkEdits;
using StreamVault.Core.Entities;
using StreamVault.Web.Albums.Creating;

namespace StreamVault.Web.BulkEdits;

/// <summary>Asks for an album, which can be a new one.</summary>
public sealed partial class AddToAlbumDialog : ComponentBase
{
    private readonly string _id = $"album-{Guid.NewGuid():N}";
    private IReadOnlyList<(Album Album, string Path)> _albums = [];
    private string _chosen = "";
    private string _title = "";
    private string? _fault;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private AlbumLibrary Albums { get; set; } = default!;

    /// <summary>Shows the dialog.</summary>
    /// <returns>The changes and the album's title; null if the user cancelled.</returns>
    public static async Task<AlbumChoice?> AskAsync(IDialogService dialogs)
    {
        var options = new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true };
        var dialog = await dialogs.ShowAsync<AddToAlbumDialog>("", options);
        return (await dialog.Result)?.Data as AlbumChoice;
    }

    protected override async Task OnInitializedAsync() =>
        _albums = AlbumPaths.Of(await Albums.AllAsync(CancellationToken.None));

    private void Save()
    {
        if (_albums.FirstOrDefault(found => found.Album.Id.ToString() == _chosen).Album is { } known)
        {
            Close(new VideoChanges { AddToAlbum = known.Id }, known.Title);
            return;
        }

        _fault = AlbumFaults.Title(_title);
        if (_fault is null)
        {
            // The same edit creates the album and adds the videos, so that undoing removes the album.
            Close(new VideoChanges { AddToNewAlbum = _title }, _title.Trim());
        }
    }

    private void Close(VideoChanges changes, string title) =>
        Dialog.Close(DialogResult.Ok(new AlbumChoice(changes, title)));
}

/// <summary>The chosen album.</summary>
/// <param name="Changes">Adds videos to it.</param>
/// <param name="Title">Its title.</param>
public sealed record AlbumChoice(VideoChanges Changes, string Title);
