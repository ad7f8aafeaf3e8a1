using System.Net;
using System.Net.Http.Headers;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Streaming;

public sealed class StreamingTests : LinkedVideoTests
{
    public override async Task DisposeAsync()
    {
        App.Logs.AssertNeverLogged(Token.Token);
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Every_URI_of_a_playlist_has_the_token_of_the_request()
    {
        var master = await Player.GetStringAsync(With("master.m3u8"));
        var media = await Player.GetStringAsync(With("720p.m3u8"));

        master
            .Should()
            .Be($"#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-STREAM-INF:BANDWIDTH=100000\n720p.m3u8?token={Token.Token}\n");
        media
            .Should()
            .Be(
                $"#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-KEY:METHOD=AES-128,URI=\"key?token={Token.Token}\",IV=0x00000000000000000000000000000001\n#EXTINF:4.000000,\n720p/720p_000.ts?token={Token.Token}\n#EXT-X-ENDLIST\n"
            );
    }

    [Fact]
    public async Task Playlists_for_the_owners_session_have_no_token()
    {
        (await Owner.GetStringAsync(Video.Url("720p.m3u8")))
            .Should()
            .Contain("\n720p/720p_000.ts\n")
            .And.NotContain("token");
    }

    [Fact]
    public async Task Sends_the_stored_bytes_with_the_right_headers()
    {
        using var playlist = await Player.GetAsync(With("720p.m3u8"));
        using var key = await Player.GetAsync(With("key"));
        using var segment = await Player.GetAsync(With("720p/720p_000.ts"));

        playlist.Content.Headers.ContentType!.MediaType.Should().Be("application/vnd.apple.mpegurl");
        playlist.Headers.CacheControl!.NoStore.Should().BeTrue();
        (await key.Content.ReadAsByteArrayAsync()).Should().Equal(Video.Key);
        key.Content.Headers.ContentType!.MediaType.Should().Be("application/octet-stream");
        key.Headers.CacheControl!.NoStore.Should().BeTrue();
        (await segment.Content.ReadAsByteArrayAsync()).Should().Equal(Video.Segment);
        segment.Content.Headers.ContentType!.MediaType.Should().Be("video/mp2t");
        segment.Headers.CacheControl!.ToString().Should().Be("max-age=31536000, private, immutable");
        segment.Headers.ETag.Should().NotBeNull();
        segment.Headers.AcceptRanges.Should().Equal("bytes");
    }

    [Fact]
    public async Task HEAD_returns_the_headers_of_GET_without_a_body()
    {
        foreach (var path in (string[])["master.m3u8", "720p.m3u8", "key", "720p/720p_000.ts"])
        {
            using var get = await Player.GetAsync(With(path));
            using var head = await Player.SendAsync(new HttpRequestMessage(HttpMethod.Head, With(path)));

            head.StatusCode.Should().Be(HttpStatusCode.OK);
            head.Content.Headers.ContentLength.Should().Be(get.Content.Headers.ContentLength);
            (await head.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
        }
    }

    [Theory]
    [InlineData(0L, null, 4096)]
    [InlineData(100L, 199L, 100)]
    [InlineData(null, 16L, 16)]
    public async Task Sends_the_requested_range_of_a_segment(long? from, long? to, int bytes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, With("720p/720p_000.ts"));
        request.Headers.Range = new RangeHeaderValue(from, to);

        using var answer = await Player.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        var start = (int)(from ?? Video.Segment.Length - to!.Value);
        (await answer.Content.ReadAsByteArrayAsync()).Should().Equal(Video.Segment.AsSpan(start, bytes).ToArray());
    }

    [Fact]
    public async Task Returns_304_for_a_segment_that_the_player_has()
    {
        using var first = await Player.GetAsync(With("720p/720p_000.ts"));
        using var request = new HttpRequestMessage(HttpMethod.Get, With("720p/720p_000.ts"));
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await Player.SendAsync(request);

        second.StatusCode.Should().Be(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("master.m3u8")]
    [InlineData("720p.m3u8")]
    [InlineData("key")]
    [InlineData("720p/720p_000.ts")]
    public async Task Rejects_requests_without_a_valid_token(string path)
    {
        var other = await StoredVideo.LayAsync(App);
        var othersToken = await Owner.MakeTokenAsync(other.Id.Value);

        (await StatusAsync(Video.Url(path))).Should().Be(HttpStatusCode.Unauthorized);
        (await StatusAsync(Video.Url(path) + "?token=")).Should().Be(HttpStatusCode.Forbidden);
        (await StatusAsync(Video.Url(path) + "?token=wrong")).Should().Be(HttpStatusCode.Forbidden);
        (await StatusAsync(Video.Url(path) + $"?token={othersToken.Token}")).Should().Be(HttpStatusCode.Forbidden);
        (await StatusAsync(With(path))).Should().Be(HttpStatusCode.OK);
        await Owner.RevokeAsync(Token);
        (await StatusAsync(With(path))).Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Unknown_revoked_and_other_videos_tokens_get_the_same_response()
    {
        var other = await StoredVideo.LayAsync(App);
        var othersToken = await Owner.MakeTokenAsync(other.Id.Value);
        await Owner.RevokeAsync(Token);

        var bodies = new List<string>();
        foreach (var secret in (string[])["wrong", othersToken.Token, Token.Token])
        {
            using var answer = await Player.GetAsync(Video.Url($"key?token={secret}"));
            var body = await answer.Content.ReadAsStringAsync();
            bodies.Add(body[..body.IndexOf("traceId", StringComparison.Ordinal)]);
        }

        bodies.Distinct().Should().ContainSingle();
    }

    [Theory]
    [InlineData("720p/secret.txt")]
    [InlineData("720p/master.m3u8")]
    [InlineData("secret.m3u8")]
    [InlineData("720p/..%2fsecret.txt")]
    [InlineData("720p/..%2f..%2f..%2fstreamvault.db")]
    [InlineData("..%2f..%2fkeys/720p_000.ts")]
    [InlineData("%2e%2e%2f720p.m3u8")]
    [InlineData("720p/1080p_000.ts")]
    [InlineData("720p/")]
    public async Task Serves_only_files_with_names_of_playlists_and_segments(string path)
    {
        var status = await StatusAsync(With(path));

        ((int)status).Should().BeInRange(400, 404);
    }

    [Fact]
    public async Task Lets_nginx_send_a_segment_after_checking_the_token()
    {
        await using var app = new StreamVaultApp
        {
            Settings = { ["StreamVault:Streaming:AccelRedirect"] = "/stored/" },
        };
        using var owner = await app.SignInAsync();
        using var proxy = app.CreateClient();
        var video = await StoredVideo.LayAsync(app);
        var token = await owner.MakeTokenAsync(video.Id.Value);

        using var right = await proxy.GetAsync($"{video.Url("720p/720p_000.ts")}?token={token.Token}");
        using var wrong = await proxy.GetAsync($"{video.Url("720p/720p_000.ts")}?token=wrong");
        using var gone = await proxy.GetAsync($"{video.Url("720p/720p_009.ts")}?token={token.Token}");

        right.Headers.GetValues("X-Accel-Redirect").Should().Equal($"/stored/{video.Id}/720p_000.ts");
        right.Content.Headers.ContentType!.MediaType.Should().Be("video/mp2t");
        (await right.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
        (wrong.StatusCode, gone.StatusCode).Should().Be((HttpStatusCode.Forbidden, HttpStatusCode.NotFound));
        wrong.Headers.Contains("X-Accel-Redirect").Should().BeFalse();
    }

    private async Task<HttpStatusCode> StatusAsync(string url)
    {
        using var answer = await Player.GetAsync(url);
        return answer.StatusCode;
    }
}
