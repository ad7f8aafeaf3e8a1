using System.Net.Http.Json;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.EndToEnd;

/// <summary>
/// A vault with a video in each state that pages must show, and a signed-in browser session to look at it. All classes
/// share it, so a test must leave these videos as they are, except that one class edits <see cref="Phone"/>.
/// </summary>
public sealed class FilledVault(Browser browser) : IAsyncLifetime
{
    /// <summary>A title with characters that need escaping.</summary>
    public const string TrickyTitle = "<b>Grandma</b> & \"Opa\" 🎂 {{1+1}} %00 'quoted'";

    /// <summary>A title of the maximum length, without a break opportunity.</summary>
    public static string LongestTitle { get; } = new('W', 200);

    private Filled _filled = null!;

    /// <summary>The server.</summary>
    public ServerProcess Server => _filled.Server;

    /// <summary>The owner's client.</summary>
    public HttpClient Owner => _filled.Owner;

    /// <summary>A ready video in two qualities, with a link.</summary>
    public VideoJson Ready => _filled.Ready;

    /// <summary>The link of the ready video.</summary>
    public TokenJson Link => _filled.Link;

    /// <summary>A ready video with what a phone wrote into it: see <see cref="TaggedClip"/>.</summary>
    public VideoJson Phone => _filled.Phone;

    /// <summary>A ready video in two languages: see <see cref="ManyTracks"/>.</summary>
    public VideoJson TwoLanguages => _filled.TwoLanguages;

    /// <summary>A video that failed.</summary>
    public VideoJson Failed => _filled.Failed;

    /// <summary>A video in the queue.</summary>
    public VideoJson Waiting => _filled.Waiting;

    /// <summary>A signed-in browser's cookies, for <c>StorageState</c>.</summary>
    public string Session => _filled.Session;

    /// <inheritdoc />
    public async Task InitializeAsync() => _filled = await browser.SharedAsync(FillAsync);

    /// <inheritdoc />
    public Task DisposeAsync() => Task.CompletedTask;

    private async Task<Filled> FillAsync()
    {
        var filled = new Filled(await ServerProcess.StartAsync(("StreamVault:Encoding:MaxAttempts", "1")));
        try
        {
            await FillAsync(filled);
            return filled;
        }
        catch
        {
            await filled.DisposeAsync();
            throw;
        }
    }

    private async Task FillAsync(Filled filled)
    {
        var owner = filled.Owner = await filled.Server.SignInAsync();
        var ready = await owner.UploadAsync(await Clips.MakeAsync(new Clip(1280, 720, Seconds: 10)), TrickyTitle);
        filled.Phone = await owner.UploadAsync(await TaggedClip.MakeAsync(), "The cake");
        filled.TwoLanguages = await owner.UploadAsync(await ManyTracks.MakeAsync("mkv", "srt"), "In two languages");
        filled.Ready = await owner.ReadyAsync(ready.Id);
        filled.Link = await owner.MakeTokenAsync(ready.Id);
        using var dated = await owner.PatchAsJsonAsync(
            $"{StreamVaultUrls.ApiVideos}/{ready.Id}",
            new { recordedAt = "1999-12-24" }
        );
        dated.EnsureSuccessStatusCode();
        var failed = await owner.UploadAsync(await BrokenClips.UndecodableAsync(), "A damaged video");
        filled.Failed = await Until.GotAsync(
            async () => await owner.VideoAsync(failed.Id) is { Status: "failed" } video ? video : null,
            Until.Encoded
        );
        await owner.ReadyAsync(filled.Phone.Id);
        await owner.ReadyAsync(filled.TwoLanguages.Id);
        await filled.Server.StopAsync();
        await filled.Server.StartAgainAsync(("StreamVault:Encoding:Workers", "0"));
        await owner.UploadAsync(await Clips.SmallAsync(), LongestTitle);
        filled.Waiting = await owner.UploadAsync(await Clips.SmallAsync(), "שלום, סרט משפחתי");
        filled.Session = await browser.SignInAsync(filled.Server);
    }

    private sealed class Filled(ServerProcess server) : IAsyncDisposable
    {
        public ServerProcess Server => server;

        public HttpClient Owner { get; set; } = null!;

        public VideoJson Ready { get; set; } = null!;

        public TokenJson Link { get; set; } = null!;

        public VideoJson Phone { get; set; } = null!;

        public VideoJson TwoLanguages { get; set; } = null!;

        public VideoJson Failed { get; set; } = null!;

        public VideoJson Waiting { get; set; } = null!;

        public string Session { get; set; } = "";

        public async ValueTask DisposeAsync()
        {
            Owner?.Dispose();
            await server.DisposeAsync();
        }
    }
}
