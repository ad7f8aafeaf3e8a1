using System.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace StreamVault.Web.Library;

/// <summary>The search field of the top bar. Typing updates the library's URL, which defines the search.</summary>
public sealed partial class LibrarySearch : ComponentBase, IDisposable
{
    // Long enough to avoid a query for every letter, short enough to feel immediate.
    private static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(150);
    private string _text = "";
    private int _edits;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    protected override void OnInitialized()
    {
        _text = CurrentView().Search;
        Navigation.LocationChanged += OnLocationChanged;
    }

    private async Task SearchAfterPauseAsync()
    {
        var edit = ++_edits;
        await Task.Delay(TypingPause, Clock);
        if (edit == _edits)
        {
            await SearchAsync();
        }
    }

    private Task SearchAsync()
    {
        _edits++;
        var view = CurrentView();
        if (view.Search != _text.Trim())
        {
            // Going back returns to the page before the search, not to each typed letter.
            Navigation.NavigateTo((view with { Search = _text.Trim() }).ToUrl(), replace: IsInLibrary);
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

    public void Dispose() => Navigation.LocationChanged -= OnLocationChanged;
}
