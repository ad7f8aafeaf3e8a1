using System.Net.Http.Json;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.EndToEnd;

/// <summary>A vault with a video in each state that pages show, and a signed-in browser session.</summary>
public sealed class FilledVault(Browser browser) : IAsyncLifetime
{
    /// <summary>A title with characters that need escaping.</summary>
    public const string TrickyTitle = "<b>Grandma</b> & \"Opa\" 🎂 {{1+1}} %00 'quoted'";

    /// <summary>A title of the maximum length, without a break opportunity.</summary>
    public static string LongestTitle { get; } = new('W', 200);

    /// <summary>The server.</summary>
    public ServerProcess Server { get; private set; } = null!;

    /// <summary>The owner's client.</summary>
    public HttpClient Owner { get; private set; } = null!;

    /// <summary>A ready video in two qualities, with a link.</summary>
    public VideoJson Ready { get; private set; } = null!;

    /// <summary>The link of the ready video.</summary>
    public TokenJson Link { get; private set; } = null!;

    /// <summary>A video that failed.</summary>
    public VideoJson Failed { get; private set; } = null!;

    /// <summary>A video in the queue.</summary>
    public VideoJson Waiting { get; private set; } = null!;

    /// <summary>A signed-in browser's cookies, for <c>StorageState</c>.</summary>
    public string Session { get; private set; } = "";

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        Server = await ServerProcess.StartAsync(("StreamVault:Encoding:MaxAttempts", "1"));
        Owner = await Server.SignInAsync();
        var ready = await Owner.UploadAsync(await Clips.MakeAsync(new Clip(1280, 720, Seconds: 10)), TrickyTitle);
        Ready = await Owner.ReadyAsync(ready.Id);
        Link = await Owner.MakeTokenAsync(Ready.Id);
        using var dated = await Owner.PatchAsJsonAsync(
            $"{StreamVaultUrls.ApiVideos}/{Ready.Id}",
            new { recordedAt = "1999-12-24" }
        );
        dated.EnsureSuccessStatusCode();
        var failed = await Owner.UploadAsync(await BrokenClips.UndecodableAsync(), "A damaged video");
        Failed = await Until.GotAsync(
            async () => await Owner.VideoAsync(failed.Id) is { Status: "failed" } video ? video : null,
            Until.Encoded
        );
        await Server.StopAsync();
        await Server.StartAgainAsync(("StreamVault:Encoding:Workers", "0"));
        await Owner.UploadAsync(await Clips.SmallAsync(), LongestTitle);
        Waiting = await Owner.UploadAsync(await Clips.SmallAsync(), "שלום, סרט משפחתי");
        await browser.VisitAsync(
            Server.Address,
            async page =>
            {
                await page.SignInAsync();
                Session = await page.Context.StorageStateAsync();
            }
        );
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
