using System.Net;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Tokens;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Streaming;

/// <summary>One link for all clients: players get the playlist, browsers a page.</summary>
public sealed class PlayerLinkTests : LinkedVideoTests
{
    private const string PageAccept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0";

    // The actual User-Agent headers of these programs, except those that don't run on Linux.
    public static TheoryData<string> Players =>
        [
            "libmpv",
            "Lavf/59.27.100",
            "VLC/3.0.24 LibVLC/3.0.24",
            "AppleCoreMedia/1.0.0.22F76 (Macintosh; U; Intel Mac OS X 15_5; en_us)",
            "ExoPlayerDemo/2.19.1 (Linux;Android 14) ExoPlayerLib/2.19.1",
            "tv.example/3.1 (Linux;Android 12) AndroidXMedia3/1.8.0",
            "GStreamer souphttpsrc 1.22.0 libsoup/3.2.3",
            "streamlink/7.5.0",
            "yt-dlp/2026.01.01",
            "Kodi/21.2 (X11; Linux x86_64) App_Bitness/64 Version/21.2",
        ];

    private static readonly string[] _others =
    [
        Firefox,
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
        "WhatsApp/2.25.9 A",
        "WhatsApp/2",
        "TelegramBot (like TwitterBot)",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "Twitterbot/1.0",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0",
        "somebody's program (compatible; VLC/3.0 fans)",
        "curl/8.5.0",
        "",
    ];

    public static TheoryData<string> Others => [.. _others];

    [Theory]
    [MemberData(nameof(Players))]
    public async Task Redirects_a_player_to_the_multivariant_playlist(string userAgent)
    {
        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head])
        {
            using var answer = await OpenAsync(method, userAgent, "*/*");

            answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
            answer.Headers.Location.Should().Be(With("master.m3u8"));
            AssertKeptFromCaches(answer);
        }
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Shows_the_page_to_everyone_else(string userAgent)
    {
        using var answer = await OpenAsync(HttpMethod.Get, userAgent, PageAccept);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
        AssertKeptFromCaches(answer);
        using var head = await OpenAsync(HttpMethod.Head, userAgent, PageAccept);
        head.StatusCode.Should().Be(HttpStatusCode.OK);
        (await head.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Shows_the_page_to_a_chat_preview_that_accepts_anything()
    {
        foreach (var userAgent in _others.Where(name => name != Firefox))
        {
            using var answer = await OpenAsync(HttpMethod.Get, userAgent, "*/*");

            answer.StatusCode.Should().Be(HttpStatusCode.OK, "{0}", userAgent);
        }
    }

    [Fact]
    public async Task Redirects_Streamlink_which_calls_itself_Firefox_but_wants_no_page()
    {
        using var answer = await OpenAsync(HttpMethod.Head, Firefox, "*/*");

        answer.Headers.Location.Should().Be(With("master.m3u8"));
    }

    [Theory]
    [InlineData("libmpv")]
    [InlineData("Twitterbot/1.0")]
    public async Task Refuses_a_revoked_link(string userAgent)
    {
        await Owner.RevokeAsync(Token);

        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head])
        {
            using var answer = await OpenAsync(method, userAgent, "*/*");

            answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
            AssertKeptFromCaches(answer);
        }
    }

    [Fact]
    public async Task Slows_down_a_player_that_guesses_links()
    {
        await using var app = new StreamVaultApp { Settings = { ["StreamVault:Tokens:WrongTriesPerMinute"] = "2" } };
        using var player = app.CreateClient();
        player.DefaultRequestHeaders.UserAgent.ParseAdd("libmpv");

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++)
        {
            using var answer = await player.GetAsync(StreamVaultUrls.LinkPage($"guess{i}"));
            statuses.Add(answer.StatusCode);
        }

        statuses.Should().EndWith([HttpStatusCode.TooManyRequests]).And.StartWith([HttpStatusCode.Forbidden]);
    }

    [Fact]
    public async Task Redirects_below_the_path_of_a_proxy()
    {
        await using var app = new StreamVaultApp { Settings = { ["StreamVault:PathBase"] = "/vault" } };
        var video = await StoredVideo.LayAsync(app);
        var tokens = app.Services.GetRequiredService<AccessTokens>();
        var token = (await tokens.CreateAsync(video.Id, null, null, null, CancellationToken.None))!;
        using var player = app.CreateClient(new() { AllowAutoRedirect = false });
        player.DefaultRequestHeaders.UserAgent.ParseAdd("VLC/3.0.24 LibVLC/3.0.24");

        // The proxy may or may not remove the prefix.
        foreach (var path in (string[])["/vault/watch/", "/watch/"])
        {
            using var answer = await player.GetAsync(path + token.Token);

            answer.Headers.Location.Should().Be($"/vault{video.Url("master.m3u8")}?token={token.Token}");
        }
    }

    private async Task<HttpResponseMessage> OpenAsync(HttpMethod method, string userAgent, string accept)
    {
        using var client = App.CreateClient(new() { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(method, StreamVaultUrls.LinkPage(Token.Token));
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        // Players request the beginning of a file this way.
        request.Headers.TryAddWithoutValidation("Range", "bytes=0-");
        return await client.SendAsync(request);
    }

    private static void AssertKeptFromCaches(HttpResponseMessage answer)
    {
        answer.Headers.Vary.Should().Contain(["User-Agent", "Accept"]);
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        answer.Headers.GetValues("Referrer-Policy").Should().Equal("no-referrer");
    }
}
