using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace StreamVault.Tests.Infrastructure;

/// <summary>
/// Headless Chromium for the tests of three collections. They run at the same time in one Chromium; the tests of each run
/// sequentially. Each visit gets a new profile. A failed visit saves a screenshot, the page and its console to artifacts/.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>
    /// The collection for tests that watch and share videos: <c>[Collection(Browser.Watching)]</c>. All tests that use the
    /// clipboard are in it, because all profiles have the same clipboard.
    /// </summary>
    public const string Watching = "Browser, watching";

    /// <summary>The collection for tests that add videos to an empty vault.</summary>
    public const string Adding = "Browser, adding";

    /// <summary>The collection for tests that need a server with its own settings or its own account.</summary>
    public const string OwnServer = "Browser, own server";

    /// <summary>A host name of this computer that isn't a secure context over HTTP, as on a home network.</summary>
    public const string InsecureHost = "vault.test";

    // The tests of a collection run one after the other.
    private readonly Dictionary<Type, IAsyncDisposable> _shared = [];
    private IBrowser? _chromium;

    /// <inheritdoc />
    public async Task InitializeAsync() => _chromium = await SharedChromium.AcquireAsync();

    /// <summary>Opens a page with a new profile and runs the visit. Saves the page if it fails.</summary>
    /// <param name="address">The server; links without a host are relative to it.</param>
    /// <param name="visit">The actions and checks.</param>
    /// <param name="options">Screen size, color scheme and so on.</param>
    /// <param name="name">The file name for failures; set by the compiler.</param>
    public async Task VisitAsync(
        Uri address,
        Func<IPage, Task> visit,
        BrowserNewContextOptions? options = null,
        [CallerMemberName] string name = ""
    )
    {
        options ??= new();
        options.BaseURL = address.ToString();
        options.Permissions ??= ["clipboard-read", "clipboard-write"];
        await using var context = await _chromium!.NewContextAsync(options);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout((float)Until.Soon.TotalMilliseconds);
        var console = new ConcurrentQueue<string>();
        page.Console += (_, message) => console.Enqueue($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => console.Enqueue($"uncaught: {error}");
        page.RequestFailed += (_, request) => console.Enqueue($"failed: {request.Url} {request.Failure}");
        try
        {
            await visit(page);
        }
        catch
        {
            await SaveAsync(page, console, name);
            throw;
        }
    }

    /// <summary>Creates something once for all classes of the collection; it is disposed together with the browser.</summary>
    public async Task<T> SharedAsync<T>(Func<Task<T>> makeAsync)
        where T : IAsyncDisposable
    {
        if (!_shared.TryGetValue(typeof(T), out var shared))
        {
            _shared[typeof(T)] = shared = await makeAsync();
        }

        return (T)shared;
    }

    private static async Task SaveAsync(IPage page, ConcurrentQueue<string> console, string name)
    {
        Directory.CreateDirectory(Repository.Artifacts);
        var file = Path.Combine(Repository.Artifacts, name);
        try
        {
            await page.ScreenshotAsync(new() { Path = $"{file}.png", FullPage = true });
            await File.WriteAllTextAsync($"{file}.html", await page.ContentAsync());
        }
        catch (PlaywrightException e)
        {
            // A page that is closing can't be saved. The original failure must still be reported.
            console.Enqueue($"not saved: {e.Message}");
        }

        await File.WriteAllLinesAsync($"{file}.console.txt", [page.Url, .. console]);
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        foreach (var shared in _shared.Values)
        {
            await shared.DisposeAsync();
        }

        if (_chromium is not null)
        {
            await SharedChromium.ReleaseAsync();
        }
    }
}

/// <summary>The collection <see cref="Browser.Watching"/>.</summary>
[CollectionDefinition(Browser.Watching)]
public sealed class WatchingInBrowser : ICollectionFixture<Browser>;

/// <summary>The collection <see cref="Browser.Adding"/>.</summary>
[CollectionDefinition(Browser.Adding)]
public sealed class AddingInBrowser : ICollectionFixture<Browser>;

/// <summary>The collection <see cref="Browser.OwnServer"/>.</summary>
[CollectionDefinition(Browser.OwnServer)]
public sealed class OwnServerInBrowser : ICollectionFixture<Browser>;
