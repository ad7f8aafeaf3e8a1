using System.Net.Http.Json;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Uploads;

namespace StreamVault.Tests.EndToEnd;

/// <summary>
/// A server that prepares nothing, for tests that each begin with an empty vault: emptying takes a moment, starting a server
/// some seconds.
/// </summary>
public sealed class EmptyVault : IAsyncLifetime
{
    /// <summary>The server.</summary>
    public ServerProcess Server { get; private set; } = null!;

    /// <summary>The owner's client.</summary>
    public HttpClient Owner { get; private set; } = null!;

    /// <summary>Deletes what the test before left.</summary>
    public async Task EmptyAsync()
    {
        foreach (var upload in (await Owner.GetFromJsonAsync<UploadJson[]>(StreamVaultUrls.ApiUploads))!)
        {
            using var removed = await Owner.TusDeleteAsync(upload.Url);
            removed.EnsureSuccessStatusCode();
        }

        foreach (var video in (await Owner.GetFromJsonAsync<VideoListJson>(StreamVaultUrls.ApiVideos))!.Items)
        {
            using var deleted = await Owner.DeleteAsync($"{StreamVaultUrls.ApiVideos}/{video.Id}");
            deleted.EnsureSuccessStatusCode();
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

    private sealed record UploadJson(string Url);
}
