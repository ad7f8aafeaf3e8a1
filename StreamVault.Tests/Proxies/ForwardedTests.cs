using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Settings;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Streaming;

namespace StreamVault.Tests.Proxies;

/// <summary>What a reverse proxy says of a visitor, and who is believed.</summary>
public sealed class ForwardedTests(ForwardedTests.BehindLoopback loopback)
    : IClassFixture<ForwardedTests.BehindLoopback>
{
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("10.1.2.0/24, 127.0.0.0/8", "127.0.0.1")]
    [InlineData("fd00::/8,::1", "::1")]
    public async Task A_link_carries_the_address_that_a_trusted_proxy_is_known_by(string trusted, string proxy)
    {
        await using var app = Trusting(trusted, proxy);
        using var owner = await app.SignInAsync();
        var video = await StoredVideo.LayAsync(app);

        var token = await FromOutsideAsync(app, video);

        token.Url.ToString().Should().StartWith("https://films.example/vault/api/videos/");
    }

    [Theory]
    [InlineData("off", "127.0.0.1")]
    [InlineData("10.0.0.0/8", "127.0.0.1")]
    public async Task Ignores_forwarded_headers_from_untrusted_addresses(string trusted, string caller)
    {
        await using var app = Trusting(trusted, caller);
        using var owner = await app.SignInAsync();
        var video = await StoredVideo.LayAsync(app);

        var token = await FromOutsideAsync(app, video);

        token.Url.ToString().Should().StartWith("http://localhost/api/videos/");
    }

    [Theory]
    [InlineData("//evil.example", "")]
    [InlineData("/vault, //evil.example", "")]
    [InlineData("vault", "")]
    [InlineData("/a/../b", "")]
    [InlineData("/a\"b", "")]
    [InlineData("/?x=", "")]
    [InlineData("/vault", "/vault")]
    [InlineData("/vault/films", "/vault/films")]
    public async Task Ignores_an_invalid_prefix(string prefix, string expected)
    {
        using var client = loopback.App.CreateClient(new() { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-Prefix", prefix);

        using var answer = await client.GetAsync("/links");

        answer.Headers.Location!.ToString().Should().Be($"{expected}/sign-in?returnUrl=%2Flinks");
    }

    [Theory]
    [InlineData("/films/deep", "/films/deep/setup")]
    [InlineData("/films", "/setup")]
    public async Task Pages_and_links_stay_below_the_prefix_whether_or_not_the_proxy_takes_it_off(
        string prefix,
        string path
    )
    {
        await using var app = new StreamVaultApp { Settings = { ["StreamVault:PathBase"] = prefix } };
        using var client = app.CreateClient(new() { AllowAutoRedirect = false });

        var page = await client.GetStringAsync(path);
        using var toSignIn = await client.GetAsync($"{prefix}/links?of=mine");

        page.Should().Contain($"<base href=\"{prefix}/\"").And.NotMatchRegex("(href|src|action)=\"/(?!films)");
        toSignIn.Headers.Location!.ToString().Should().Be($"{prefix}/sign-in?returnUrl=%2Flinks%3Fof%3Dmine");
    }

    [Fact]
    public async Task A_proxy_on_this_machine_does_not_make_strangers_its_owner()
    {
        using var stranger = loopback.App.CreateClient();
        stranger.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        using var answer = await stranger.PostAsJsonAsync(
            StreamVaultUrls.ApiSetup,
            new { username = SignedInClient.Username, password = SignedInClient.Password }
        );

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("StreamVault:TrustedProxies", "my-proxy")]
    [InlineData("StreamVault:TrustedProxies", "10.0.0.0/99")]
    [InlineData("StreamVault:TrustedProxies", ",")]
    [InlineData("StreamVault:PathBase", "vault")]
    [InlineData("StreamVault:PathBase", "/vault/")]
    [InlineData("StreamVault:Cors:Origins", "https://tv.example/path")]
    public void A_setting_that_cannot_be_right_is_named(string key, string value)
    {
        using var app = new StreamVaultApp { Settings = { [key] = value } };

        var problems = app.Services.GetRequiredService<SettingsCatalog>().Problems;

        problems
            .Should()
            .ContainSingle()
            .Which.Should()
            .StartWith($"{key} is '{value}': ")
            .And.Contain("A good value is");
    }

    private static StreamVaultApp Trusting(string trusted, string caller) =>
        new() { Settings = { ["StreamVault:TrustedProxies"] = trusted }, Caller = IPAddress.Parse(caller) };

    private static async Task<TokenJson> FromOutsideAsync(StreamVaultApp app, StoredVideo video)
    {
        using var outside = app.CreateClient(new() { HandleCookies = false });
        outside.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        outside.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        outside.DefaultRequestHeaders.Add("X-Forwarded-Host", "films.example");
        outside.DefaultRequestHeaders.Add("X-Forwarded-Prefix", "/vault");
        using var login = await outside.PostAsJsonAsync(
            StreamVaultUrls.ApiLogin,
            new { username = SignedInClient.Username, password = SignedInClient.Password }
        );
        outside.DefaultRequestHeaders.Add("Cookie", login.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        return await outside.MakeTokenAsync(video.Id.Value);
    }

    /// <summary>A server without an account that trusts a proxy on this machine.</summary>
    public sealed class BehindLoopback : IDisposable
    {
        /// <summary>The server.</summary>
        public StreamVaultApp App { get; } = Trusting("127.0.0.1", "127.0.0.1");

        /// <inheritdoc />
        public void Dispose() => App.Dispose();
    }
}
