using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace StreamVault.Tests.Infrastructure;

/// <summary>
/// Headless Chromium, shared by the tests of the <see cref="Name"/> collection, which run sequentially. Each visit gets a
/// new profile. A failed visit saves a screenshot, the page and its console to artifacts/.
/// </summary>
[CollectionDefinition(Name)]
public sealed class Browser : IAsyncLifetime, ICollectionFixture<Browser>
{
    /// <summary>The collection for browser tests: <c>[Collection(Browser.Name)]</c>.</summary>
    public const string Name = "Browser";

    /// <summary>A host name of this computer that isn't a secure context over HTTP, as on a home network.</summary>
    public const string InsecureHost = "vault.test";

    // The tests of a collection run one after the other.
    private readonly Dictionary<Type, IAsyncDisposable> _shared = [];
    private IPlaywright? _playwright;
    private IBrowser? _chromium;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        var program =
            RunProgram.Find("chromium-headless-shell")
            ?? RunProgram.Find("chromium")
            ?? RunProgram.Find("chromium-browser")
            ?? RunProgram.Find("google-chrome")
            ?? throw new InvalidOperationException("Chromium is missing: run script/test, which installs it.");
        // A busy machine must not fail tests.
        Assertions.SetDefaultExpectTimeout((float)Until.Soon.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _chromium = await _playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = program,
                Headless = true,
                Args =
                [
                    "--no-sandbox",
                    "--autoplay-policy=no-user-gesture-required",
                    $"--host-resolver-rules=MAP {InsecureHost} 127.0.0.1",
                ],
            }
        );
    }

    /// <summary>Opens a page with a new profile and runs the visit. Saves the page if it fails.</summary>
    /// <param name="address">The server; links without a host are relative to it.</param>
    /// <param name="visit">The actions and checks.</param>
    /// <param name="options">Screen size, colour scheme and so on.</param>
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
            await _chromium.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
