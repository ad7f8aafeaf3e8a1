using System.Net;
using Microsoft.AspNetCore.Hosting;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Streaming;

public sealed class Http2Tests
{
    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Streams_over_TLS(string version)
    {
        using var certificate = SelfSigned.Make();
        await using var app = new StreamVaultApp();
        app.UseKestrel(server => server.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(certificate)));
        app.StartServer();
        using var owner = await app.SignInOverAsync(SelfSigned.Trusting());
        var video = await StoredVideo.LayAsync(app);
        var token = await owner.MakeTokenAsync(video.Id.Value);
        using var player = new HttpClient(SelfSigned.Trusting())
        {
            BaseAddress = app.ClientOptions.BaseAddress,
            DefaultRequestVersion = Version.Parse(version),
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        token.Url.Scheme.Should().Be(Uri.UriSchemeHttps);
        using var playlist = await player.GetAsync(token.Url);
        playlist.Version.Should().Be(Version.Parse(version));
        (await playlist.Content.ReadAsStringAsync()).Should().Contain($"720p.m3u8?token={token.Token}");
        // Concurrent requests share one connection over HTTP/2, and none may get another's bytes.
        var segments = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => player.GetByteArrayAsync($"{video.Url("720p/720p_000.ts")}?token={token.Token}"))
        );
        segments.Should().AllSatisfy(segment => segment.Should().Equal(video.Segment));
        (await player.GetByteArrayAsync($"{video.Url("key")}?token={token.Token}")).Should().Equal(video.Key);
    }
}
