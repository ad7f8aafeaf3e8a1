using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.Albums;
using StreamVault.Core.Library;
using StreamVault.Web.Accounts;
using StreamVault.Web.Albums.Creating;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Albums;

/// <summary>All albums that aren't in another album.</summary>
public sealed partial class AlbumsPage : LiveComponent
{
    private IReadOnlyList<AlbumListing>? _albums;

    [Inject]
    private AlbumLibrary Albums { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        Subscribe<AlbumsChange>(_ => Invalidate());
        Subscribe<LibraryChange>(_ => Invalidate());
        await ReadAsync();
    }

    protected override async Task ReadAsync() =>
        _albums = await Albums.ListAsync(await Viewer.SeesPrivateAsync(), DisposalToken);

    private async Task NewAsync()
    {
        if (await NewAlbumDialog.AskAsync(Dialogs, null) is { } album)
        {
            Navigation.NavigateTo(StreamVaultUrls.Album(album.Id).FromBase());
        }
    }
}
