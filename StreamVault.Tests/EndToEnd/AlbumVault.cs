using System.Net.Http.Json;
using System.Text.Json;
using StreamVault.Tests.Infrastructure;
using Clip = StreamVault.Tests.Infrastructure.Clip;

namespace StreamVault.Tests.EndToEnd;

/// <summary>A vault with an album of three ready videos: one of 30 s with 30 frames per second, and two short ones.</summary>
public sealed class AlbumVault(Browser browser) : IAsyncLifetime
{
    /// <summary>The titles, in the album's order.</summary>
    public static IReadOnlyList<string> Titles { get; } = ["First ride", "Second ride", "Third ride"];

    /// <summary>The server.</summary>
    public ServerProcess Server { get; private set; } = null!;

    /// <summary>The owner's client.</summary>
    public HttpClient Owner { get; private set; } = null!;

    /// <summary>The ids of the videos, in the album's order.</summary>
    public IReadOnlyList<Guid> Videos { get; private set; } = [];

    /// <summary>The album's id.</summary>
    public Guid Album { get; private set; }

    /// <summary>A signed-in browser's cookies, for <c>StorageState</c>.</summary>
    public string Session { get; private set; } = "";

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        Server = await ServerProcess.StartAsync();
        Owner = await Server.SignInAsync();
        using var created = await Owner.PostAsJsonAsync(StreamVaultUrls.ApiAlbums, new { title = "Rides" });
        Album = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        var lengths = (double[])[30, 3, 4];
        var videos = new List<Guid>();
        foreach (var (title, seconds) in Titles.Zip(lengths))
        {
            var clip = await Clips.MakeAsync(new Clip(320, 180, seconds, Rate: "30"));
            videos.Add((await Owner.UploadAsync(clip, title)).Id);
            using var added = await Owner.PutAsync($"{StreamVaultUrls.ApiAlbums}/{Album}/videos/{videos[^1]}", null);
            added.EnsureSuccessStatusCode();
        }

        Videos = videos;
        foreach (var video in videos)
        {
            await Owner.ReadyAsync(video);
        }

        Session = await browser.SignInAsync(Server);
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
}
