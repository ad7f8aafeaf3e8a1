using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Streaming;

namespace StreamVault.Tests.Security;

public sealed partial class SecurityHeaderTests(StreamVaultApp app, LinkedVideo linked)
    : IClassFixture<StreamVaultApp>,
        IClassFixture<LinkedVideo>
{
    [Fact]
    public async Task Pages_run_only_our_scripts_and_refuse_to_be_framed()
    {
        using var client = app.CreateClient();

        using var answer = await client.GetAsync(StreamVaultUrls.Setup);

        var policies = string.Join("; ", answer.Headers.GetValues("Content-Security-Policy"));
        policies.Should().Contain("default-src 'self'").And.Contain("frame-ancestors 'none'");
        policies.Should().NotMatchRegex("script-src[^;]*unsafe-inline");
        var nonce = Nonce().Match(policies).Groups["nonce"].Value;
        (await answer.Content.ReadAsStringAsync()).Should().Contain($"nonce=\"{nonce}\"");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
    }

    [Theory]
    [InlineData("https://vault.example", true)]
    [InlineData("http://vault.example", false)]
    public async Task Cookies_set_over_HTTPS_are_secure(string address, bool isSecure)
    {
        using var client = app.CreateClient(new() { BaseAddress = new(address) });

        using var answer = await client.GetAsync(StreamVaultUrls.Setup);

        var cookie = answer.Headers.GetValues("Set-Cookie").Should().ContainSingle().Subject;
        cookie.Split("; ").Contains("secure").Should().Be(isSecure, cookie);
    }

    [Theory]
    [InlineData("https://vault.example", true)]
    [InlineData("http://vault.example", false)]
    [InlineData("https://localhost", false)]
    [InlineData("https://192.0.2.1", false)]
    public async Task Sends_HSTS_only_for_host_names_over_HTTPS(string address, bool isBound)
    {
        using var client = app.CreateClient(new() { BaseAddress = new(address) });

        using var answer = await client.GetAsync(StreamVaultUrls.Setup);

        answer.Headers.Contains("Strict-Transport-Security").Should().Be(isBound);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("off", false)]
    public async Task Sends_HSTS_if_a_trusted_proxy_reports_HTTPS(string trusted, bool isBound)
    {
        await using var behindProxy = new StreamVaultApp { Settings = { ["StreamVault:TrustedProxies"] = trusted } };
        using var client = behindProxy.CreateClient(new() { BaseAddress = new("http://vault.example") });
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");

        using var answer = await client.GetAsync(StreamVaultUrls.Setup);

        answer.Headers.Contains("Strict-Transport-Security").Should().Be(isBound);
    }

    [Fact]
    public async Task Other_sites_cannot_embed_pages_and_pages_use_only_the_features_they_need()
    {
        using var client = app.CreateClient();

        using var answer = await client.GetAsync(StreamVaultUrls.Setup);

        answer.Headers.GetValues("Cross-Origin-Opener-Policy").Should().Equal("same-origin");
        answer.Headers.GetValues("Cross-Origin-Resource-Policy").Should().Equal("same-origin");
        var permissions = answer.Headers.GetValues("Permissions-Policy").Single().Split(", ");
        permissions.Should().Contain(["fullscreen=(self)", "screen-wake-lock=(self)", "camera=()", "usb=()"]);
        permissions.Should().OnlyContain(one => one.EndsWith("=()") || one.EndsWith("=(self)"));
    }

    [Theory]
    [InlineData("https://vault.example", true)]
    [InlineData("http://localhost:4000", true)]
    [InlineData("http://127.0.0.1:4000", true)]
    [InlineData("http://[::1]:4000", true)]
    [InlineData("http://vault.example", false)]
    [InlineData("http://192.0.2.1:4000", false)]
    public async Task Isolates_windows_only_where_browsers_accept_it(string address, bool isIsolated)
    {
        using var client = app.CreateClient(new() { BaseAddress = new(address) });

        using var answer = await client.GetAsync(StreamVaultUrls.Setup);

        answer.Headers.Contains("Cross-Origin-Opener-Policy").Should().Be(isIsolated);
    }

    [Fact]
    public void Headers_that_antiforgery_replaces_are_not_logged_as_a_warning() =>
        app
            .Services.GetRequiredService<IConfiguration>()["Logging:LogLevel:Microsoft.AspNetCore.Antiforgery"]
            .Should()
            .Be("Error");

    [Theory]
    [InlineData("master.m3u8")]
    [InlineData("720p/720p_000.ts")]
    [InlineData("poster.jpg")]
    public async Task Any_site_may_embed_token_content_but_not_session_content(string part)
    {
        var (owner, video, token) = (linked.Owner, linked.Video, linked.Token);

        using var withToken = await owner.GetAsync($"{video.Url(part)}?token={token.Token}");
        using var withSession = await owner.GetAsync(video.Url(part));

        withToken.Headers.GetValues("Cross-Origin-Resource-Policy").Should().Equal("cross-origin");
        withSession.Headers.GetValues("Cross-Origin-Resource-Policy").Should().Equal("same-origin");
    }

    [Theory]
    [InlineData("master.m3u8", HttpStatusCode.OK)]
    [InlineData("key", HttpStatusCode.OK)]
    [InlineData("720p/720p_000.ts", HttpStatusCode.OK)]
    [InlineData("720p/720p_009.ts", HttpStatusCode.NotFound)]
    public async Task Media_responses_run_nothing_and_do_not_reveal_their_url(string part, HttpStatusCode status)
    {
        var (owner, video, token) = (linked.Owner, linked.Video, linked.Token);

        using var answer = await owner.GetAsync($"{video.Url(part)}?token={token.Token}");

        answer.StatusCode.Should().Be(status);
        answer
            .Headers.GetValues("Content-Security-Policy")
            .Should()
            .Equal("default-src 'none'; frame-ancestors 'none'");
        answer.Headers.GetValues("Referrer-Policy").Should().Equal("no-referrer");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
    }

    [GeneratedRegex("'nonce-(?<nonce>[^']+)'")]
    private static partial Regex Nonce();
}

/// <summary>A server with a video that has a link.</summary>
public sealed class LinkedVideo : IAsyncLifetime
{
    private readonly StreamVaultApp _app = new();

    /// <summary>The owner's client.</summary>
    public HttpClient Owner { get; private set; } = null!;

    /// <summary>The video.</summary>
    internal StoredVideo Video { get; private set; } = null!;

    /// <summary>Its token.</summary>
    public TokenJson Token { get; private set; } = null!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        Owner = await _app.SignInAsync();
        Video = await StoredVideo.LayAsync(_app);
        Token = await Owner.MakeTokenAsync(Video.Id.Value);
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        Owner?.Dispose();
        await _app.DisposeAsync();
    }
}
