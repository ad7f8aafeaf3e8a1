using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.Albums;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Web.Accounts;
using StreamVault.Web.Albums.Creating;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Albums;

/// <summary>An album: its texts, the albums in it, and its videos.</summary>
public sealed partial class AlbumPage : LiveComponent
{
    private const int PageSize = 120;
    private AlbumId _shown;
    private Album? _album;
    private IReadOnlyList<AlbumListing> _all = [];
    private IReadOnlyList<Video> _videos = [];
    private int _total;
    private int _take = PageSize;
    private bool _arranging;
    private bool _wasThere;

    /// <summary>The album's id.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    private AlbumLibrary Albums { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Toasts { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private bool HasInner => _all.Any(listing => listing.Album.ParentId == _shown);

    // Outermost first.
    private IEnumerable<Album> Around
    {
        get
        {
            var albums = _all.ToDictionary(listing => listing.Album.Id, listing => listing.Album);
            var around = new Stack<Album>();
            for (var at = _album?.ParentId; at is { } id && albums.TryGetValue(id, out var outer); at = outer.ParentId)
            {
                around.Push(outer);
            }

            return around;
        }
    }

    protected override void OnInitialized()
    {
        Subscribe<AlbumsChange>(_ => Invalidate());
        Subscribe<LibraryChange>(_ => Invalidate());
    }

    protected override async Task OnParametersSetAsync()
    {
        if (AlbumId.TryParse(Id, null, out var id) && id != _shown)
        {
            (_shown, _take, _arranging, _wasThere) = (id, PageSize, false, false);
            await ReadAsync();
        }
    }

    protected override async Task ReadAsync()
    {
        var withPrivate = await Viewer.SeesPrivateAsync();
        var album = await Albums.FindAsync(_shown, withPrivate, DisposalToken);
        _wasThere = album is null && _album is not null;
        if (album is not null)
        {
            var page = await Albums.VideosAsync(album, withPrivate, 0, _take, DisposalToken);
            (_videos, _total) = (page.Items, page.Total);
            _all = await Albums.ListAsync(withPrivate, DisposalToken);
        }

        _album = album;
    }

    private Task ShowMoreAsync()
    {
        _take += PageSize;
        return ReadAsync();
    }

    private async Task<string?> SaveTitleAsync(string title) =>
        AlbumFaults.Title(title) ?? await ChangeAsync(new AlbumChanges { Title = title });

    private async Task<string?> SaveDescriptionAsync(string description) =>
        AlbumFaults.Description(description) ?? await ChangeAsync(new AlbumChanges { Description = description });

    private async Task<string?> SaveQueryAsync(string query) =>
        string.IsNullOrWhiteSpace(query)
            ? "Enter a search."
            : AlbumFaults.Query(query) ?? await ChangeAsync(new AlbumChanges { Query = query });

    private Task<string?> SetOrderAsync(ChangeEventArgs chosen) =>
        ChangeAsync(new AlbumChanges { Order = Enum.Parse<AlbumOrder>((string)chosen.Value!) });

    private Task<string?> ChooseCoverAsync(VideoId video) =>
        ChangeAsync(new AlbumChanges { SetCover = true, CoverId = video == _album!.CoverId ? null : video });

    private Task<string?> ArrangeAsync(IReadOnlyList<VideoId> order) =>
        ChangeAsync(new AlbumChanges { Videos = order });

    private async Task<string?> ChangeAsync(AlbumChanges changes)
    {
        var withPrivate = await Viewer.SeesPrivateAsync();
        var outcome = await Albums.ChangeAsync(_shown, changes, withPrivate, CancellationToken.None);
        await ReadAsync();
        return outcome switch
        {
            AlbumOutcome.Saved => null,
            AlbumOutcome.TooDeep => AlbumFaults.TooDeep,
            AlbumOutcome.SmartParent => AlbumFaults.SmartParent,
            AlbumOutcome.InsideItself => "An album can't be moved into itself.",
            _ => "This album was changed elsewhere. Try again.",
        };
    }

    private async Task AddVideosAsync()
    {
        if (await AddVideosDialog.AskAsync(Dialogs) is { Count: > 0 } chosen)
        {
            var withPrivate = await Viewer.SeesPrivateAsync();
            await Albums.AddAsync(_shown, chosen, withPrivate, CancellationToken.None);
            await ReadAsync();
            var (albums, album) = (Albums, _shown);
            Toasts.ShowUndo(
                $"{Readable.Count(chosen.Count, "video", "videos")} added",
                Task () => albums.RemoveAsync(album, chosen, withPrivate, CancellationToken.None)
            );
        }
    }

    private async Task RemoveAsync(VideoId video)
    {
        var withPrivate = await Viewer.SeesPrivateAsync();
        await Albums.RemoveAsync(_shown, [video], withPrivate, CancellationToken.None);
        await ReadAsync();
        var (albums, album) = (Albums, _shown);
        Toasts.ShowUndo(
            "Removed from the album",
            Task () => albums.AddAsync(album, [video], withPrivate, CancellationToken.None)
        );
    }

    private async Task NewInnerAsync()
    {
        if (await NewAlbumDialog.AskAsync(Dialogs, _shown) is { } album)
        {
            Navigation.NavigateTo(StreamVaultUrls.Album(album.Id).FromBase());
        }
    }

    private async Task MoveAsync()
    {
        if (await MoveAlbumDialog.AskAsync(Dialogs, _album!) is { } target)
        {
            var fault = await ChangeAsync(new AlbumChanges { Move = true, ParentId = target.Parent });
            Toasts.Add(fault ?? "Album moved", fault is null ? Severity.Normal : Severity.Error);
            StateHasChanged();
        }
    }

    private async Task DeleteAsync()
    {
        const string words = "Its videos stay in the library, and the albums in it move up. This can't be undone.";
        if (await ConfirmDialog.AskAsync(Dialogs, $"Delete the album “{_album!.Title}”?", words, "Delete"))
        {
            var parent = _album.ParentId;
            await Albums.DeleteAsync(_shown, CancellationToken.None);
            Toasts.Add("Album deleted");
            Navigation.NavigateTo(
                (parent is { } outer ? StreamVaultUrls.Album(outer) : StreamVaultUrls.Albums).FromBase()
            );
        }
    }
}
