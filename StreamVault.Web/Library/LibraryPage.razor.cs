using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Library;

/// <summary>All videos, as the address says. Only those near the screen are in the page, however many there are.</summary>
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

    /// <summary>The words searched for.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    /// <summary>The chosen state.</summary>
    [SupplyParameterFromQuery]
    public string? Status { get; set; }

    /// <summary>The order.</summary>
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

    // Where each year begins, in the order of the page.
    private (int Year, string Anchor)[] Years =>
        [
            .. _groups
                .Where(group => group.Year is not null)
                .DistinctBy(group => group.Year)
                .Select(group => (group.Year!.Value, group.Anchor)),
        ];

    private string NoMatch =>
        (View.Search.Length > 0, View.Status) switch
        {
            (true, null) when !View.WithWarnings =>
                $"No title holds “{View.Search}”. Search looks for every word, in any order.",
            (true, _) => $"No title holds “{View.Search}” among the videos of this kind.",
            _ when View.WithWarnings => "No video has a warning.",
            (false, VideoStatus.Failed) => "Nothing needs your attention.",
            (false, VideoStatus.Ready) => "No video is ready yet.",
            (false, VideoStatus.Encoding) => "Nothing is being prepared at the moment.",
            _ => "Nothing is waiting.",
        };

    protected override void OnInitialized()
    {
        Follow<LibraryChange>(_ => Outdate());
        Follow<JobProgress>(progress => _progress[progress.Video] = progress.Fraction);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != View)
        {
            _attachAgain = true;
            (_shown, _first, _count) = (View, 0, FirstWindow);
            // Ranges refer to positions in the list, and the list has changed.
            _anchor = null;
            await ReadAsync();
        }
    }

    protected override async Task ReadAsync()
    {
        var view = View;
        var query = view.ToQuery(_first, _count);
        var page = await Videos.ListAsync(query, Leaving);
        var groups = view.ByRecording
            ? LibraryGroup.ByMonth(await Videos.MonthsAsync(query, Leaving))
            : LibraryGroup.Whole(page.Total);
        var running = await Jobs.ListAsync(JobStatus.Processing, FirstWindow, Leaving);
        foreach (var job in running.Jobs.Select(listing => listing.Job))
        {
            _progress[job.VideoId] = Running.Latest(job.Id)?.Fraction ?? job.Progress;
        }

        if (view == View)
        {
            // The grid was not in the page so far.
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
            _window ??= await Browser.ImportAsync("Library/LibraryPage.razor.js", Leaving);
            await _window.InvokeVoidAsync("attach", Leaving, _stage, _self);
        }
    }

    /// <summary>The browser scrolled: these videos are near the screen now.</summary>
    /// <param name="first">The first of them, the start of a row.</param>
    /// <param name="count">How many.</param>
    [JSInvokable]
    public async Task ShowAsync(int first, int count)
    {
        (_first, _count) = (Math.Max(0, first), Math.Clamp(count, 1, 600));
        await ReadAsync();
        StateHasChanged();
    }

    private double? ProgressOf(Video video) => _progress.TryGetValue(video.Id, out var done) ? done : null;

    protected override async ValueTask LetGoAsync()
    {
        await _window.DetachAsync();
        _self?.Dispose();
    }
}
