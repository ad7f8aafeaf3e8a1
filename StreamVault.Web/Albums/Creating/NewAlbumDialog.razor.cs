using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.Albums;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Web.Accounts;

namespace StreamVault.Web.Albums.Creating;

/// <summary>Creates an album.</summary>
public sealed partial class NewAlbumDialog : ComponentBase
{
    private readonly string _id = $"album-{Guid.NewGuid():N}";
    private string _title = "";
    private string _query = "";
    private string? _fault;
    private string? _queryFault;
    private string _found = "";

    /// <summary>The album that contains it; null for the top level.</summary>
    [Parameter]
    public AlbumId? Parent { get; set; }

    /// <summary>The search to save; null to start without one.</summary>
    [Parameter]
    public string? Search { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private AlbumLibrary Albums { get; set; } = default!;

    [Inject]
    private VideoLibrary Videos { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    private string? Query => string.IsNullOrWhiteSpace(_query) ? null : _query;

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

    protected override Task OnInitializedAsync()
    {
        _query = Search ?? "";
        return FindAsync();
    }

    // Shows what the search finds while it is typed.
    private async Task FindAsync()
    {
        var query = Query;
        _queryFault = AlbumFaults.Query(query);
        if (query is null || _queryFault is not null)
        {
            _found = "";
            return;
        }

        var page = await Videos.ListAsync(
            new VideoQuery(query, Take: 1, WithPrivate: await Viewer.SeesPrivateAsync()),
            CancellationToken.None
        );
        // The result for an earlier text may arrive later.
        if (query == Query)
        {
            _found =
                page.Total == 0
                    ? "No videos yet"
                    : Readable.Count(page.Total, "video", "videos")
                        + (page.Explanation.Correction is { } instead ? $" for {instead}" : "");
        }
    }

    private async Task SaveAsync()
    {
        _fault = AlbumFaults.Title(_title);
        if (_fault is not null || _queryFault is not null)
        {
            return;
        }

        switch (await Albums.CreateAsync(_title, null, Parent, Query, CancellationToken.None))
        {
            case AlbumOutcome.Saved(var album):
                Dialog.Close(DialogResult.Ok(album));
                break;
            case AlbumOutcome.TooDeep:
                _fault = AlbumFaults.TooDeep;
                break;
            case AlbumOutcome.SmartParent:
                _fault = AlbumFaults.SmartParent;
                break;
            default:
                _fault = "The parent album was deleted.";
                break;
        }
    }
}
