using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Uploads;

namespace StreamVault.Tests.EndToEnd;

/// <summary>
/// A server that prepares nothing, for tests that each start with an empty vault, and a signed-in browser session. All
/// classes share it: emptying it is much faster than starting a new server. A test may kill the server.
/// </summary>
public sealed class EmptyVault(Browser browser) : IAsyncLifetime
{
    private Started _started = null!;

    /// <summary>The server.</summary>
    public ServerProcess Server => _started.Server;

    /// <summary>The owner's client.</summary>
    public HttpClient Owner => _started.Owner;

    /// <summary>Starts the server if the previous test killed it, and deletes what that test left behind.</summary>
    public async Task EmptyAsync()
    {
        if (!Server.IsStarted)
        {
            await Server.StartAgainAsync();
        }

        // The server may still be processing a request, whose upload can become a video after it was listed.
        while (await RemainingAsync() is { Length: > 0 } remaining)
        {
            foreach (var address in remaining)
            {
                using var deleted = await Owner.TusDeleteAsync(address);
                if (deleted.StatusCode is not HttpStatusCode.NotFound)
                {
                    deleted.EnsureSuccessStatusCode();
                }
            }
        }
    }

    /// <inheritdoc cref="Browser.VisitAsync" />
    /// <summary>Opens a page with a new profile that is signed in, and runs the visit. Saves the page if it fails.</summary>
    public Task VisitAsync(
        Func<IPage, Task> visit,
        BrowserNewContextOptions? options = null,
        [CallerMemberName] string name = ""
    )
    {
        options ??= new();
        options.StorageState = _started.Session;
        return browser.VisitAsync(Server.Address, visit, options, name);
    }

    /// <inheritdoc />
    public async Task InitializeAsync() => _started = await browser.SharedAsync(StartAsync);

    /// <inheritdoc />
    public Task DisposeAsync() => Task.CompletedTask;

    private async Task<Started> StartAsync()
    {
        var server = await ServerProcess.StartAsync(("StreamVault:Encoding:Workers", "0"));
        try
        {
            return new Started(server, await server.SignInAsync(), await browser.SignInAsync(server));
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private async Task<string[]> RemainingAsync()
    {
        var uploads = await Owner.GetFromJsonAsync<UploadJson[]>(StreamVaultUrls.ApiUploads);
        var videos = await Owner.GetFromJsonAsync<VideoListJson>(StreamVaultUrls.ApiVideos);
        return
        [
            .. uploads!.Select(upload => upload.Url),
            .. videos!.Items.Select(video => $"{StreamVaultUrls.ApiVideos}/{video.Id}"),
        ];
    }

    private sealed record UploadJson(string Url);

    private sealed record Started(ServerProcess Server, HttpClient Owner, string Session) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            Owner.Dispose();
            await Server.DisposeAsync();
        }
    }
}
