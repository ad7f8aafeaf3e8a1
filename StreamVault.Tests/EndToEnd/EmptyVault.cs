using System.Net;
using System.Net.Http.Json;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Uploads;

namespace StreamVault.Tests.EndToEnd;

/// <summary>
/// A server that prepares nothing, for tests that each start with an empty vault. Emptying it is much faster than starting a
/// new server.
/// </summary>
public sealed class EmptyVault : IAsyncLifetime
{
    /// <summary>The server.</summary>
    public ServerProcess Server { get; private set; } = null!;

    /// <summary>The owner's client.</summary>
    public HttpClient Owner { get; private set; } = null!;

    /// <summary>Deletes what the previous test left behind.</summary>
    public async Task EmptyAsync()
    {
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

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        Server = await ServerProcess.StartAsync(("StreamVault:Encoding:Workers", "0"));
        Owner = await Server.SignInAsync();
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        Owner?.Dispose();
        if (Server is not null)
        {
            await Server.DisposeAsync();
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
}
