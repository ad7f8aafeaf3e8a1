using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Library;

/// <summary>The library, as chosen in the URL. Only videos near the visible part of the page are rendered.</summary>
public sealed partial class LibraryPage : LiveComponent
{
    private const int FirstWindow = 48;
    private readonly Dictionary<VideoId, double> _progress = [];
    private ElementReference _stage;
    private IJSObjectReference? _window;
    private DotNetObjectReference<LibraryPage>? _self;
    private LibraryView? _shown;
    private VideoPage? _page;
    private IReadOnlyList<LibraryGroup> _groups = [];
    private int _first;
    private int _count = FirstWindow;
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

    [Inject]
    private VideoLibrary Videos { get; set; } = default!;

    [Inject]
    private JobQueue Jobs { get; set; } = default!;

    [Inject]
    private RunningJobs Running { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Toasts { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    private LibraryView View => LibraryView.Parse(Search, Status, Sort, Shape);

    private bool IsEmptyVault => _page is { Total: 0 } && !View.Filters;

    // The anchor of each year's first group, in page order.
    private (int Year, string Anchor)[] Years =>
        [
            .. _groups
                .Where(group => group.Year is not null)
                .DistinctBy(group => group.Year)
                .Select(group => (group.Year!.Value, group.Anchor)),
        ];

    private string EmptyTitle =>
        View.Search.Length > 0 ? $"No results for “{View.Search}”"
        : View.WithWarnings ? "No warnings"
        : View.Status switch
        {
            VideoStatus.Failed => "Nothing needs attention",
            VideoStatus.Ready => "No videos are ready yet",
            VideoStatus.Encoding => "Nothing is being prepared",
            _ => "Nothing is waiting",
        };

    private string EmptyHint =>
        View.Search.Length == 0 ? "Videos that match this filter appear here."
        : View.Status is null && !View.WithWarnings ? "A title has to contain every word, in any order."
        : "Only videos that match the filter were searched.";

    protected override void OnInitialized()
    {
        Subscribe<LibraryChange>(_ => Invalidate());
        Subscribe<JobProgress>(progress => _progress[progress.Video] = progress.Fraction);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != View)
        {
            _attachAgain = true;
            (_shown, _first, _count) = (View, 0, FirstWindow);
            // A range refers to positions in the list, and the list has changed.
            _anchor = null;
            await ReadAsync();
        }
    }

    protected override async Task ReadAsync()
    {
        var view = View;
        var query = view.ToQuery(_first, _count);
        var page = await Videos.ListAsync(query, DisposalToken);
        var groups = view.ByRecording
            ? LibraryGroup.ByDate(await Videos.TimelineAsync(query, DisposalToken))
            : LibraryGroup.Whole(page.Total);
        var running = await Jobs.ListAsync(JobStatus.Processing, FirstWindow, DisposalToken);
        foreach (var job in running.Jobs.Select(listing => listing.Job))
        {
            _progress[job.VideoId] = Running.Latest(job.Id)?.Fraction ?? job.Progress;
        }

        if (view == View)
        {
            // The grid is rendered for the first time.
            _attachAgain |= _page is null or { Total: 0 };
            (_page, _groups) = (page, groups);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_attachAgain && _page is { Total: > 0 })
        {
            _attachAgain = false;
            _self ??= DotNetObjectReference.Create(this);
            _window ??= await Browser.ImportAsync("Library/LibraryPage.razor.js", DisposalToken);
            await _window.InvokeVoidAsync("attach", DisposalToken, _stage, _self);
        }
    }

    /// <summary>Called when the browser scrolled: renders the videos that are now near the visible part.</summary>
    /// <param name="first">The position of the first one, at the start of a row.</param>
    /// <param name="count">How many to render.</param>
    [JSInvokable]
    public async Task ShowAsync(int first, int count)
    {
        (_first, _count) = (Math.Max(0, first), Math.Clamp(count, 1, 600));
        await ReadAsync();
        StateHasChanged();
    }

    private double? ProgressOf(Video video) => _progress.TryGetValue(video.Id, out var done) ? done : null;

    protected override async ValueTask ReleaseAsync()
    {
        await _window.DetachAsync();
        _self?.Dispose();
    }
}
