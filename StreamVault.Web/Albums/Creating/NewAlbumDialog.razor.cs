using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.Albums;
using StreamVault.Core.Entities;

namespace StreamVault.Web.Albums.Creating;

/// <summary>Creates an album.</summary>
public sealed partial class NewAlbumDialog : ComponentBase
{
    private readonly string _id = $"album-{Guid.NewGuid():N}";
    private string _title = "";
    private string _query = "";
    private string? _fault;

    /// <summary>The album that contains it; null for the top.</summary>
    [Parameter]
    public AlbumId? Parent { get; set; }

    /// <summary>The search to save; null to start without one.</summary>
    [Parameter]
    public string? Search { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private AlbumLibrary Albums { get; set; } = default!;

    /// <summary>Shows the dialog.</summary>
    /// <returns>The new album; null if the user cancelled.</returns>
    public static async Task<Album?> AskAsync(IDialogService dialogs, AlbumId? parent, string? search = null)
    {
        var parameters = new DialogParameters<NewAlbumDialog>
        {
            { dialog => dialog.Parent, parent },
            { dialog => dialog.Search, search },
        };
        var options = new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true };
        var dialog = await dialogs.ShowAsync<NewAlbumDialog>("", parameters, options);
        return (await dialog.Result)?.Data as Album;
    }

    protected override void OnInitialized() => _query = Search ?? "";

    private async Task SaveAsync()
    {
        var query = string.IsNullOrWhiteSpace(_query) ? null : _query;
        _fault = AlbumFaults.Title(_title) ?? AlbumFaults.Query(query);
        if (_fault is not null)
        {
            return;
        }

        switch (await Albums.CreateAsync(_title, null, Parent, query, CancellationToken.None))
        {
            case AlbumOutcome.Saved(var album):
                Dialog.Close(DialogResult.Ok(album));
                break;
            case AlbumOutcome.TooDeep:
                _fault = $"At most {Album.MaxDepth} albums can be in each other.";
                break;
            default:
                _fault = "The album around it was deleted.";
                break;
        }
    }
}
