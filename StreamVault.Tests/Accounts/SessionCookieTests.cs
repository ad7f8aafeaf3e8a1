using System.Net;
using System.Net.Http.Json;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Accounts;

/// <summary>The name and the attributes of the session cookie.</summary>
public sealed class SessionCookieTests
{
    [Theory]
    [InlineData("https://vault.example", "/", "__Host-streamvault-session-", "/", true)]
    [InlineData("https://vault.example", "/films", "__Host-streamvault-session-", "/", true)]
    [InlineData("http://192.168.1.5:4000", "/", "streamvault-session-", "/", false)]
    [InlineData("http://192.168.1.5:4000", "/films", "streamvault-session-", "/films", false)]
    public async Task Has_the_host_prefix_only_over_HTTPS(
        string address,
        string pathBase,
        string name,
        string path,
        bool isSecure
    )
    {
        await using var app = new StreamVaultApp { Settings = { ["StreamVault:PathBase"] = pathBase } };
        using var setup = await app.SignInAsync();
        using var client = app.CreateClient(new() { BaseAddress = new(address) });

        using var login = await client.PostAsJsonAsync(
            pathBase.TrimEnd('/') + StreamVaultUrls.ApiLogin,
            new { username = SignedInClient.Username, password = SignedInClient.Password }
        );
        using var videos = await client.GetAsync(pathBase.TrimEnd('/') + StreamVaultUrls.ApiVideos);

        var cookie = login.Headers.GetValues("Set-Cookie").Should().ContainSingle().Subject.Split("; ");
        cookie[0].Should().StartWith(name);
        cookie.Should().Contain($"path={path}").And.Contain("httponly").And.Contain("samesite=lax");
        cookie.Contains("secure").Should().Be(isSecure);
        cookie.Should().NotContain(part => part.StartsWith("domain"));
        videos.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_cookie_without_the_prefix_is_ignored_over_HTTPS()
    {
        await using var app = new StreamVaultApp();
        using var owner = await app.SignInAsync();
        using var login = await owner.PostAsJsonAsync(
            StreamVaultUrls.ApiLogin,
            new { username = SignedInClient.Username, password = SignedInClient.Password }
        );
        using var client = app.CreateClient(
            new() { BaseAddress = new("https://vault.example"), HandleCookies = false }
        );
        client.DefaultRequestHeaders.Add("Cookie", login.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);

        using var videos = await client.GetAsync(StreamVaultUrls.ApiVideos);

        videos.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Two_vaults_on_one_host_use_different_cookie_names()
    {
        await using var one = new StreamVaultApp();
        await using var other = new StreamVaultApp();

        var names = await NamesAsync(one);

        names.Should().HaveCount(2).And.NotIntersectWith(await NamesAsync(other));
        names.Should().BeEquivalentTo(await NamesAsync(one));
    }

    private static async Task<string[]> NamesAsync(StreamVaultApp app)
    {
        using var client = await app.SignInAsync();
        using var login = await client.PostAsJsonAsync(
            StreamVaultUrls.ApiLogin,
            new { username = SignedInClient.Username, password = SignedInClient.Password }
        );
        using var stranger = app.CreateClient();
        using var page = await stranger.GetAsync(StreamVaultUrls.SignIn);
        return
        [
            .. login
                .Headers.GetValues("Set-Cookie")
                .Concat(page.Headers.GetValues("Set-Cookie"))
                .Select(cookie => cookie.Split('=')[0]),
        ];
    }
}
