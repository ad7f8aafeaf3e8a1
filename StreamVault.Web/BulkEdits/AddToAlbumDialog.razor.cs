using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.Albums;
using StreamVault.Core.Entities;
using StreamVault.Web.Text;

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
    /// <returns>The album; null if the user cancelled.</returns>
    public static async Task<Album?> AskAsync(IDialogService dialogs)
    {
        var options = new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true };
        var dialog = await dialogs.ShowAsync<AddToAlbumDialog>("", options);
        return (await dialog.Result)?.Data as Album;
    }

    protected override async Task OnInitializedAsync()
    {
        _albums = AlbumPaths.Of(await Albums.AllAsync(CancellationToken.None));
        _albums = [.. _albums.Where(found => found.Album.Query is null)];
    }

    private async Task SaveAsync()
    {
        if (_albums.FirstOrDefault(found => found.Album.Id.ToString() == _chosen).Album is { } known)
        {
            Dialog.Close(DialogResult.Ok(known));
            return;
        }

        _fault = string.IsNullOrWhiteSpace(_title)
            ? "Enter a title."
            : PlainText.Fault("The title", _title, Album.MaxTitleLength);
        if (
            _fault is null
            && await Albums.CreateAsync(_title, null, null, null, CancellationToken.None)
                is AlbumOutcome.Saved(var album)
        )
        {
            Dialog.Close(DialogResult.Ok(album));
        }
    }
}
