using System.Net;
using System.Net.Http.Headers;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Streaming;

/// <summary>Ranges and conditions (RFC 9110 sections 13 and 14), for segments, keys and playlists with a token.</summary>
public sealed class RangeTests : LinkedVideoTests
{
    private const string Segment = "720p/720p_000.ts";
    private const string Playlist = "720p.m3u8";

    [Theory]
    [InlineData(Segment, "bytes=0-9")]
    [InlineData(Playlist, "bytes=0-9")]
    [InlineData("key", "bytes=0-9")]
    [InlineData(Segment, "bytes=-10")]
    [InlineData(Playlist, "bytes=-10")]
    [InlineData("key", "bytes=-10")]
    public async Task Returns_a_range_with_its_position(string path, string range)
    {
        var whole = await Player.GetByteArrayAsync(With(path));

        using var answer = await AskAsync(path, ("Range", range));

        answer.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        var from = range.EndsWith("-10", StringComparison.Ordinal) ? whole.Length - 10 : 0;
        (await answer.Content.ReadAsByteArrayAsync()).Should().Equal(whole[from..(from + 10)]);
        answer
            .Content.Headers.ContentRange.Should()
            .Be(new ContentRangeHeaderValue(from, from + 9, whole.Length), "players seek with it");
    }

    [Theory]
    [InlineData(Segment)]
    [InlineData(Playlist)]
    [InlineData("key")]
    public async Task Rejects_a_range_beyond_the_end_with_the_length(string path)
    {
        var whole = await Player.GetByteArrayAsync(With(path));

        using var answer = await AskAsync(path, ("Range", "bytes=1000000-"));

        answer.StatusCode.Should().Be(HttpStatusCode.RequestedRangeNotSatisfiable);
        answer.Content.Headers.ContentRange!.ToString().Should().Be($"bytes */{whole.Length}");
    }

    [Theory]
    [InlineData(Segment, true, HttpStatusCode.PartialContent)]
    [InlineData(Segment, false, HttpStatusCode.OK)]
    [InlineData(Playlist, true, HttpStatusCode.PartialContent)]
    [InlineData(Playlist, false, HttpStatusCode.OK)]
    public async Task If_Range_resumes_only_unchanged_content(string path, bool same, HttpStatusCode status)
    {
        using var first = await Player.GetAsync(With(path));

        using var answer = await AskAsync(
            path,
            ("Range", "bytes=5-"),
            ("If-Range", same ? first.Headers.ETag!.ToString() : "\"another\"")
        );

        answer.StatusCode.Should().Be(status);
    }

    [Theory]
    [InlineData(Segment)]
    [InlineData(Playlist)]
    public async Task Returns_304_if_the_player_has_the_content(string path)
    {
        using var first = await Player.GetAsync(With(path));

        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head])
        {
            using var request = new HttpRequestMessage(method, With(path));
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            using var answer = await Player.SendAsync(request);

            answer.StatusCode.Should().Be(HttpStatusCode.NotModified);
            (await answer.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
        }
    }
}
