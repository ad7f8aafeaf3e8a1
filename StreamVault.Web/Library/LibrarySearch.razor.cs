using System.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace StreamVault.Web.Library;

/// <summary>The search field of the top bar: typing changes the address of the library, and the address is the search.</summary>
public sealed partial class LibrarySearch : ComponentBase, IDisposable
{
    // Long enough not to query for every letter of a word, short enough to feel immediate.
    private static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(150);
    private string _text = "";
    private int _typed;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    protected override void OnInitialized()
    {
        _text = Present().Search;
        Navigation.LocationChanged += Follow;
    }

    private async Task SearchSoonAsync()
    {
        var mine = ++_typed;
        await Task.Delay(TypingPause, Clock);
        if (mine == _typed)
        {
            await GoAsync();
        }
    }

    private Task GoAsync()
    {
        _typed++;
        var view = Present();
        if (view.Search != _text.Trim())
        {
            // Each letter is not a page of its own: back leads to where the search began.
            Navigation.NavigateTo((view with { Search = _text.Trim() }).ToUrl(), replace: IsInLibrary);
        }

        return Task.CompletedTask;
    }

    private bool IsInLibrary => Navigation.ToBaseRelativePath(Navigation.Uri) is "" or ['?' or '#', ..];

    private LibraryView Present()
    {
        if (!IsInLibrary)
        {
            return new LibraryView();
        }

        var query = HttpUtility.ParseQueryString(new Uri(Navigation.Uri).Query);
        return LibraryView.Parse(query["q"], query["status"], query["sort"], query["view"]);
    }

    private void Follow(object? sender, LocationChangedEventArgs happened)
    {
        // What is being typed is newer than the address.
        if (Present().Search != _text.Trim())
        {
            _text = Present().Search;
            InvokeAsync(StateHasChanged);
        }
    }

    public void Dispose() => Navigation.LocationChanged -= Follow;
}
