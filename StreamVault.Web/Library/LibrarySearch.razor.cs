using System.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using StreamVault.Core.Library;
using StreamVault.Core.Search;
using StreamVault.Web.Accounts;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Library;

/// <summary>The search field of the top bar. Typing updates the library's URL, which defines the search.</summary>
public sealed partial class LibrarySearch : ComponentBase, IAsyncDisposable
{
    private const int MaxLength = 1000;
    private const int MaxRecent = 8;

    // Long enough to avoid a query for every letter, short enough to feel immediate.
    private static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(150);
    private readonly CancellationTokenSource _disposal = new();
    private ElementReference _form;
    private IJSObjectReference? _module;
    private DotNetObjectReference<LibrarySearch>? _self;
    private IReadOnlyList<SearchSuggestion> _options = [];
    private bool _showsRecent;
    private string _text = "";
    private int _edits;

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
            _module = await Browser.ImportAsync("Library/LibrarySearch.razor.js", _disposal.Token);
            await _module.InvokeVoidAsync("attach", _disposal.Token, _form, _self);
        }
    }

    /// <summary>Called when the field is focused.</summary>
    /// <param name="recent">The last searches in this browser, newest first.</param>
    [JSInvokable]
    public async Task FocusAsync(string[] recent)
    {
        if (_text.Length == 0 && recent.Length > 0)
        {
            _showsRecent = true;
            _options =
            [
                .. recent
                    .Where(search => search is { Length: > 0 and <= MaxLength })
                    .Take(MaxRecent)
                    .Select(search => new SearchSuggestion(search, "Recent", search, null)),
            ];
        }
        else
        {
            await CompleteAsync();
        }

        StateHasChanged();
    }

    private async Task SearchAfterPauseAsync()
    {
        var edit = ++_edits;
        await Task.Delay(TypingPause, Clock);
        if (edit == _edits)
        {
            await CompleteAsync();
            await SearchAsync();
        }
    }

    private async Task CompleteAsync()
    {
        var text = _text;
        var options = await Videos.CompleteAsync(text, await Viewer.SeesPrivateAsync(), _disposal.Token);
        if (text == _text)
        {
            (_options, _showsRecent) = (options, false);
        }
    }

    private async Task PickAsync(SearchSuggestion option)
    {
        _text = option.Search;
        await CompleteAsync();
        await SearchAsync();
    }

    private async Task ForgetRecentAsync()
    {
        (_options, _showsRecent) = ([], false);
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("forget", _disposal.Token);
        }
    }

    private Task SearchAsync()
    {
        _edits++;
        var view = CurrentView();
        if (view.Search != _text.Trim())
        {
            // Going back returns to the page before the search, not to each typed letter.
            Navigation.NavigateTo(view.WithSearch(_text).ToUrl(), replace: IsInLibrary);
        }

        return Task.CompletedTask;
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
        // The text that is being typed is newer than the URL.
        if (CurrentView().Search != _text.Trim())
        {
            _text = CurrentView().Search;
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
