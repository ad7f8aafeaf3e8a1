using System.IO.Compression;
using System.Net;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Streaming;

namespace StreamVault.Tests.Compression;

public sealed class CompressionTests : LinkedVideoTests
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Compresses_playlists_if_the_client_accepts_it(string encoding)
    {
        var plain = await Player.GetStringAsync(With("720p.m3u8"));

        using var answer = await AskAsync("720p.m3u8", encoding);

        answer.Content.Headers.ContentEncoding.Should().Equal(encoding);
        answer.Headers.Vary.Should().Contain("Accept-Encoding");
        (await ReadAsync(answer, encoding)).Should().Be(plain);
    }

    [Fact]
    public async Task A_compressed_playlist_has_a_weak_tag()
    {
        using var plain = await Player.GetAsync(With("720p.m3u8"));
        using var compressed = await AskAsync("720p.m3u8", "gzip");
        using var part = await AskAsync("720p.m3u8", "gzip", ("Range", "bytes=0-9"));
        using var wrong = await AskAsync(
            "720p.m3u8",
            "gzip",
            ("Range", "bytes=0-9"),
            ("If-Range", compressed.Headers.ETag!.ToString())
        );
        using var known = await AskAsync("720p.m3u8", "gzip", ("If-None-Match", compressed.Headers.ETag!.ToString()));

        (plain.Headers.ETag!.IsWeak, compressed.Headers.ETag!.IsWeak).Should().Be((false, true));
        part.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        part.Content.Headers.ContentEncoding.Should().BeEmpty();
        wrong.StatusCode.Should().Be(HttpStatusCode.OK);
        known.StatusCode.Should().Be(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("key")]
    [InlineData("720p/720p_000.ts")]
    public async Task Never_compresses_segments_and_keys(string path)
    {
        using var answer = await AskAsync(path, "br, gzip");

        answer.Content.Headers.ContentEncoding.Should().BeEmpty();
        (await answer.Content.ReadAsByteArrayAsync()).Should().Equal(path == "key" ? Video.Key : Video.Segment);
    }

    [Fact]
    public async Task Never_compresses_rejections()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Video.Url("720p.m3u8?token=wrong"));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "br, gzip");

        using var answer = await Player.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        answer.Content.Headers.ContentEncoding.Should().BeEmpty();
    }

    private static async Task<string> ReadAsync(HttpResponseMessage answer, string encoding)
    {
        var body = await answer.Content.ReadAsStreamAsync();
        await using Stream text =
            encoding == "br"
                ? new BrotliStream(body, CompressionMode.Decompress)
                : new GZipStream(body, CompressionMode.Decompress);
        return await new StreamReader(text, System.Text.Encoding.UTF8).ReadToEndAsync();
    }

    private Task<HttpResponseMessage> AskAsync(
        string path,
        string encoding,
        params (string Name, string Value)[] headers
    ) => AskAsync(path, [("Accept-Encoding", encoding), .. headers]);
}
