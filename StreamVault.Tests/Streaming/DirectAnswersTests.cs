using System.Net;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Streaming;

/// <summary>The short way of what players ask all the time, and that nobody can tell it from the long one.</summary>
public sealed class DirectAnswersTests : LinkedVideoTests
{
    [Theory]
    [InlineData("master.m3u8")]
    [InlineData("720p.m3u8")]
    [InlineData("key")]
    [InlineData("720p/720p_000.ts")]
    public async Task The_short_way_answers_as_the_long_one(string path)
    {
        using var direct = await Player.GetAsync(With(path));
        using var routed = await Player.GetAsync(With(path) + "&long=way");

        IsDirect(direct).Should().BeTrue();
        IsDirect(routed).Should().BeFalse();
        (await direct.Content.ReadAsByteArrayAsync()).Should().Equal(await routed.Content.ReadAsByteArrayAsync());
        var headers = HeadersOf(direct);
        headers.Should().ContainKey("Referrer-Policy").And.ContainKey("X-Content-Type-Options");
        HeadersOf(routed)
            .Where(header =>
                header.Key is not ("X-Frame-Options" or "Permissions-Policy" or "Cross-Origin-Opener-Policy")
            )
            .Should()
            .BeEquivalentTo(headers);
    }

    [Theory]
    [InlineData("720p/720p_001.ts", HttpStatusCode.NotFound)]
    [InlineData("720p/secret.txt", HttpStatusCode.NotFound)]
    [InlineData("720p/..%2Fsecret.txt", HttpStatusCode.NotFound)]
    [InlineData("secret.m3u8", HttpStatusCode.NotFound)]
    [InlineData("1080p.m3u8", HttpStatusCode.NotFound)]
    [InlineData("KEY", HttpStatusCode.OK)]
    public async Task What_is_not_there_or_written_otherwise_goes_the_long_way(string path, HttpStatusCode expected)
    {
        using var answer = await Player.GetAsync(With(path));

        answer.StatusCode.Should().Be(expected);
        IsDirect(answer).Should().BeFalse();
    }

    [Fact]
    public async Task A_deleted_segment_is_gone_at_once_and_a_damaged_key_is_no_key()
    {
        var storage = App.Services.GetRequiredService<VaultStorage>();
        (await Player.GetAsync(With("720p/720p_000.ts"))).StatusCode.Should().Be(HttpStatusCode.OK);

        File.Delete(Path.Combine(storage.VideoFolder(Video.Id), "720p_000.ts"));
        await File.WriteAllBytesAsync(storage.KeyPath(Video.Id), [1, 2, 3]);

        (await Player.GetAsync(With("720p/720p_000.ts"))).StatusCode.Should().Be(HttpStatusCode.NotFound);
        using var key = await Player.GetAsync(With("key"));
        key.StatusCode.Should().Be(HttpStatusCode.Conflict);
        key.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
    }

    private static bool IsDirect(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Content-Security-Policy", out var policy)
        && policy.Single() == "default-src 'none'; frame-ancestors 'none'";

    private static Dictionary<string, string> HeadersOf(HttpResponseMessage answer) =>
        answer
            .Headers.Concat(answer.Content.Headers)
            .Where(header => header.Key is not ("Content-Security-Policy" or "Date"))
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value));
}
