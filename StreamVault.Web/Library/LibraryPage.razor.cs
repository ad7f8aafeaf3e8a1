using System.Collections.Specialized;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Core.Playback;
using StreamVault.Core.Trash;
using StreamVault.Web.Accounts;
using StreamVault.Web.Components.Shared;
using StreamVault.Web.Library.Lists;

namespace StreamVault.Web.Library;

/// <summary>The library, as chosen in the URL. Only videos near the visible part of the page are rendered.</summary>
public sealed partial class LibraryPage : LiveComponent
{
    private const int FirstWindow = 24;

    // The first response contains what phones and most screens show, so that it arrives early. The rest follows.
    private const int FirstResponse = 12;
    private const int FirstResponseOfRow = 6;
    private ElementReference _stage;
    private IJSObjectReference? _script;
    private DotNetObjectReference<LibraryPage>? _self;
    private LibraryView? _shown;
    private VideoList _list = VideoList.Of(new LibraryView());
    private bool _attachAgain;

    /// <summary>The search words.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    /// <summary>The status filter.</summary>
    [SupplyParameterFromQuery]
    public string? Status { get; set; }

    /// <summary>The sort order.</summary>
    [SupplyParameterFromQuery]
    public string? Sort { get; set; }

    /// <summary>Grid or list.</summary>
    [SupplyParameterFromQuery(Name = "view")]
    public string? Shape { get; set; }

    /// <summary><c>1</c> for favourites only.</summary>
    [SupplyParameterFromQuery(Name = "fav")]
    public string? Favourites { get; set; }

    /// <summary><c>1</c> for private videos only.</summary>
    [SupplyParameterFromQuery]
    public string? Private { get; set; }

    /// <summary><c>1</c> for videos without a date only.</summary>
    [SupplyParameterFromQuery]
    public string? Undated { get; set; }

    /// <summary>A day of any year: <c>12-24</c>.</summary>
    [SupplyParameterFromQuery]
    public string? Day { get; set; }

    /// <summary>The week around a day of any year: <c>12-24</c>.</summary>
    [SupplyParameterFromQuery]
    public string? Week { get; set; }

    [Inject]
    private VideoLibrary Videos { get; set; } = default!;

    [Inject]
    private JobQueue Jobs { get; set; } = default!;

    [Inject]
    private RunningJobs Running { get; set; } = default!;

    [Inject]
    private PlaybackPositions Positions { get; set; } = default!;

    [Inject]
    private VideoTrash Trash { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Toasts { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    private LibraryView View =>
        LibraryView.Parse(
            new NameValueCollection
            {
                ["q"] = Search,
                ["status"] = Status,
                ["sort"] = Sort,
                ["view"] = Shape,
                ["fav"] = Favourites,
                ["private"] = Private,
                ["undated"] = Undated,
                ["day"] = Day,
                ["week"] = Week,
            }
        );

    private bool IsEmptyVault => _total == 0 && !View.Filters;

    private string EmptyTitle =>
        View.Search.Length > 0 ? $"No results for “{View.Search}”"
        : View.FilmedOn is not null ? "Nothing was filmed on this day"
        : View.WithWarnings ? "No warnings"
        : View.Favourites ? "No favourites"
        : View.Private ? "No private videos"
        : View.Undated ? "Every video has a date"
        : View.Status switch
        {
            VideoStatus.Failed => "Nothing needs attention",
            VideoStatus.Ready => "No videos are ready yet",
            VideoStatus.Encoding => "Nothing is being prepared",
            _ => "Nothing is waiting",
        };

    private string EmptyHint =>
        View.Search.Length == 0 ? "Videos that match this filter appear here."
        : View == View.WithoutChips
            ? "Every word has to occur in the title, description, tags, people, albums, subtitles or another text of a video."
        : "Only videos that match the filter were searched.";

    protected override void OnInitialized()
    {
        Subscribe<LibraryChange>(_ => Invalidate());
        Subscribe<PlaybackChange>(_ => Invalidate());
        Subscribe<JobProgress>(progress => _progress[progress.Video] = progress.Fraction);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != View)
        {
            _attachAgain = true;
            _list = VideoList.Of(View);
            (_shown, _first, _count) = (View, 0, RendererInfo.IsInteractive ? FirstWindow : FirstResponse);
            // A range refers to positions in the list, and the list has changed.
            _anchor = null;
            await ReadAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_attachAgain && _total > 0)
        {
            _attachAgain = false;
            _self ??= DotNetObjectReference.Create(this);
            _script ??= await Browser.ImportAsync("Library/LibraryPage.razor.js", DisposalToken);
            await _script.InvokeVoidAsync("attach", DisposalToken, _stage, _self);
        }
    }

    /// <summary>Called when the browser scrolled: renders the videos that are now near the visible part.</summary>
    /// <param name="first">The position of the first one, at the start of a row.</param>
    /// <param name="count">How many to render.</param>
    [JSInvokable]
    public async Task ShowAsync(int first, int count)
    {
        (_first, _count) = (Math.Max(0, first), Math.Clamp(count, 1, 600));
        await ReadWindowAsync();
        StateHasChanged();
    }

    private async Task RemoveUnfinishedAsync(Video video)
    {
        if (await Positions.RemoveAsync(video.Id, CancellationToken.None) is { } position)
        {
            Toasts.ShowUndo(
                $"“{video.Title}” removed from Continue watching",
                () => Positions.RestoreAsync(position, CancellationToken.None)
            );
        }
    }

    protected override async ValueTask ReleaseAsync()
    {
        await _script.DetachAsync();
        _self?.Dispose();
    }
}
