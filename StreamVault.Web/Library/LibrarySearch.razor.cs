using System.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using StreamVault.Core.Library;
using StreamVault.Core.Search;
using StreamVault.Web.Accounts;
using StreamVault.Web.Components.Shared;
using StreamVault.Web.Library.Lists;

namespace StreamVault.Web.Library;

/// <summary>The search field of the top bar. Typing updates the library's URL, which defines the search.</summary>
public sealed partial class LibrarySearch : ComponentBase, IAsyncDisposable
{
    private const int MaxLength = 1000;
    private const int MaxRecent = 8;

    // Long enough to avoid a query for every letter, short enough to feel immediate.
    private static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(150);
    private readonly CancellationTokenSource _disposal = new();
    private readonly CancellationToken _disposed;
    private ElementReference _form;
    private IJSObjectReference? _module;
    private DotNetObjectReference<LibrarySearch>? _self;
    private IReadOnlyList<SearchSuggestion> _options = [];
    private IReadOnlyList<SearchSuggestion> _recent = [];
    private string _text = "";
    private int _edits;
    private string? _requested;

    /// <summary>Creates the field.</summary>
    public LibrarySearch() => _disposed = _disposal.Token;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private VideoLibrary Videos { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    protected override void OnInitialized()
    {
        _text = CurrentView().Search;
        Navigation.LocationChanged += OnLocationChanged;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _module = await Browser.ImportAsync("Library/LibrarySearch.razor.js", _disposed);
            await _module.InvokeVoidAsync("attach", _disposed, _form, _self);
        }
    }

    /// <summary>Called when the field is focused, and after each search that the browser has saved.</summary>
    /// <param name="recent">The last searches in this browser, newest first.</param>
    [JSInvokable]
    public async Task SuggestAsync(string[] recent)
    {
        _recent =
        [
            .. recent
                .Where(search => search is { Length: > 0 and <= MaxLength })
                .Take(MaxRecent)
                .Select(search => new SearchSuggestion(search, "", search, null)),
        ];
        await CompleteAsync();
        StateHasChanged();
    }

    /// <summary>Whether a search finds any video; others aren't worth repeating.</summary>
    [JSInvokable]
    public async Task<bool> FindsAnythingAsync(string search) =>
        await Videos.CountAsync(
            new VideoQuery(
                Search: search[..Math.Min(search.Length, MaxLength)],
                WithPrivate: await Viewer.SeesPrivateAsync()
            ),
            _disposed
        ) > 0;

    private async Task SearchAfterPauseAsync()
    {
        var edit = ++_edits;
        await Task.Delay(TypingPause, Clock, _disposed);
        if (edit == _edits)
        {
            // Suggestions are read last, since the user can open another page in the meantime.
            await SearchAsync();
            await CompleteAsync();
        }
    }

    private async Task CompleteAsync()
    {
        var text = _text;
        if (text.Length == 0 && _recent.Count > 0)
        {
            _options = _recent;
            return;
        }

        var options = await Videos.CompleteAsync(text, await Viewer.SeesPrivateAsync(), _disposed);
        if (text == _text)
        {
            _options = options;
        }
    }

    private async Task PickAsync(SearchSuggestion option)
    {
        _text = option.Search;
        await SearchAsync();
        await CompleteAsync();
    }

    private bool ShowsRecent => _options.Count > 0 && _options == _recent;

    private async Task ForgetRecentAsync()
    {
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("forget", _disposed, _form);
        }

        _recent = [];
        await CompleteAsync();
    }

    private async Task SearchAsync()
    {
        _edits++;
        var view = CurrentView();
        if (_module is null || view.Search == _text.Trim())
        {
            return;
        }

        // The browser navigates only if it still shows this page: it may have opened a video that the server doesn't know
        // about yet. Going back returns to the page before the search, not to each typed letter.
        _requested = _text.Trim();
        var url = view.WithSearch(_text).ToUrl();
        await _module.InvokeVoidAsync("search", _disposed, Navigation.Uri, url, IsInLibrary);
    }

    private bool IsInLibrary => Navigation.ToBaseRelativePath(Navigation.Uri) is "" or ['?' or '#', ..];

    private LibraryView CurrentView()
    {
        if (!IsInLibrary)
        {
            return new LibraryView();
        }

        var query = HttpUtility.ParseQueryString(new Uri(Navigation.Uri).Query);
        return LibraryView.Parse(query);
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs args)
    {
        var search = CurrentView().Search;
        var isRequested = IsInLibrary && search == _requested;
        _requested = null;
        // After a requested search, the text that is being typed may be newer than the URL.
        if (!isRequested)
        {
            _edits++;
            _text = search == _text.Trim() ? _text : search;
            InvokeAsync(StateHasChanged);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        await _disposal.CancelAsync();
        await _module.DetachAsync();
        _self?.Dispose();
        _disposal.Dispose();
    }
}
