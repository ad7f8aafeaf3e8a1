using System.Net;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Streaming;

namespace StreamVault.Tests.Cors;

/// <summary>What pages of other sites may fetch.</summary>
public sealed class CorsTests(CorsTests.TelevisionAllowed television) : IClassFixture<CorsTests.TelevisionAllowed>
{
    private const string Television = "https://tv.example";

    [Theory]
    [InlineData("master.m3u8")]
    [InlineData("720p.m3u8")]
    [InlineData("key")]
    [InlineData("720p/720p_000.ts")]
    public async Task A_configured_origin_may_play_a_link(string path)
    {
        var app = television.App;
        using var owner = await app.SignInAsync();
        using var page = app.CreateClient();
        var video = await StoredVideo.LayAsync(app);
        var token = await owner.MakeTokenAsync(video.Id.Value);
        var url = $"{video.Url(path)}?token={token.Token}";

        using var preflight = await AskAsync(page, HttpMethod.Options, url, Television, "Range");
        using var get = await AskAsync(page, HttpMethod.Get, url, Television);
        using var head = await AskAsync(page, HttpMethod.Head, url, Television);

        preflight.StatusCode.Should().Be(HttpStatusCode.NoContent);
        Allowed(preflight).Should().Be(Television);
        string.Join(',', preflight.Headers.GetValues("Access-Control-Allow-Headers"))
            .Should()
            .ContainEquivalentOf("Range");
        (get.StatusCode, head.StatusCode).Should().Be((HttpStatusCode.OK, HttpStatusCode.OK));
        (Allowed(get), Allowed(head)).Should().Be((Television, Television));
        get.Headers.Contains("Access-Control-Allow-Credentials").Should().BeFalse();
    }

    [Fact]
    public async Task A_page_elsewhere_may_read_why_it_is_refused()
    {
        var app = television.App;
        using var page = app.CreateClient();
        var video = await StoredVideo.LayAsync(app);

        using var answer = await AskAsync(page, HttpMethod.Get, video.Url("key?token=wrong"), Television);

        (answer.StatusCode, Allowed(answer)).Should().Be((HttpStatusCode.Forbidden, Television));
    }

    [Theory]
    [InlineData("off", Television, "720p.m3u8")]
    [InlineData(Television, "https://evil.example", "720p.m3u8")]
    [InlineData(Television, Television, "")]
    [InlineData(Television, Television, "poster.jpg")]
    [InlineData("*", Television, "download")]
    public async Task Rejects_other_origins_and_other_content(string configured, string origin, string path)
    {
        await using var app = Allowing(configured);
        using var owner = await app.SignInAsync();
        using var page = app.CreateClient();
        var video = await StoredVideo.LayAsync(app);
        var token = await owner.MakeTokenAsync(video.Id.Value);
        var url = $"{video.Url(path)}?token={token.Token}";

        using var preflight = await AskAsync(page, HttpMethod.Options, url, origin, "Range");
        using var get = await AskAsync(page, HttpMethod.Get, url, origin);

        (Allowed(preflight), Allowed(get)).Should().Be((null, null));
    }

    [Fact]
    public async Task Another_site_can_never_use_the_session()
    {
        await using var app = Allowing("*");
        using var owner = await app.SignInAsync();
        var video = await StoredVideo.LayAsync(app);

        using var answer = await AskAsync(owner, HttpMethod.Get, video.Url("720p.m3u8"), Television);

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    /// <summary>A server that allows two origins.</summary>
    public sealed class TelevisionAllowed : IDisposable
    {
        internal StreamVaultApp App { get; } = Allowing($"https://other.example, {Television}");

        /// <inheritdoc />
        public void Dispose() => App.Dispose();
    }

    private static StreamVaultApp Allowing(string origins) =>
        new() { Settings = { ["StreamVault:Cors:Origins"] = origins } };

    private static string? Allowed(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins) ? origins.Single() : null;

    private static async Task<HttpResponseMessage> AskAsync(
        HttpClient page,
        HttpMethod method,
        string url,
        string origin,
        string? wantsHeader = null
    )
    {
        using var request = new HttpRequestMessage(method, url);
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        if (wantsHeader is not null)
        {
            request.Headers.Add("Access-Control-Request-Method", "GET");
            request.Headers.Add("Access-Control-Request-Headers", wantsHeader);
        }

        return await page.SendAsync(request);
    }
}
