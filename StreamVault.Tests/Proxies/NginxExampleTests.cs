using System.Net;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Proxies;

/// <summary>The nginx settings from docs/reverse-proxy.md, in a real nginx.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class NginxExampleTests
{
    [Fact]
    public async Task Passes_on_no_header_that_a_client_forged_and_logs_no_token()
    {
        await using var server = await ServerProcess.StartAsync(
            ("StreamVault:TrustedProxies", "127.0.0.1"),
            ("StreamVault:Encoding:Workers", "0")
        );
        using var atHome = await server.SignInAsync();
        var video = await atHome.UploadAsync(await Clips.SmallAsync());
        await using var nginx = await Nginx.StartAsync(server.Address, "/vault");
        using var client = new HttpClient { BaseAddress = nginx.Address };
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");
        client.DefaultRequestHeaders.Add("X-Forwarded-Prefix", "/evil");
        client.DefaultRequestHeaders.Add("Forwarded", "for=203.0.113.9;host=evil.example");
        var token = (await atHome.MakeTokenAsync(video.Id)).Token;

        var page = await client.GetStringAsync("sign-in");
        using var playlist = await client.GetAsync($"api/videos/{video.Id}/master.m3u8?token={token}");
        using var link = await client.GetAsync($"watch/{token}");
        using var revoke = await client.DeleteAsync($"api/tokens/{token}");

        page.Should().Contain("<base href=\"/vault/\"").And.NotContain("evil");
        link.StatusCode.Should().Be(HttpStatusCode.OK);
        revoke.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        nginx
            .AccessLog.Should()
            .Contain($"\"GET /vault/api/videos/{video.Id}/master.m3u8\"")
            .And.Contain("\"GET /vault/watch/\" 200")
            .And.Contain("\"DELETE /vault/api/tokens/\" 401")
            .And.NotContain(token);
    }
}
