using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Time.Testing;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Streaming;

/// <summary>Wrong tokens are throttled by address; valid tokens and sessions never are.</summary>
public sealed class WrongTokenTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.Parse("2100-05-01T12:00:00Z", null));
    private StreamVaultApp _app = null!;
    private HttpClient _owner = null!;
    private HttpClient _guesser = null!;
    private StoredVideo _video = null!;
    private TokenJson _token = null!;

    public async Task InitializeAsync()
    {
        _app = new StreamVaultApp
        {
            Clock = _clock,
            Replace = RemoteAddressOverride.Register,
            Settings = { ["StreamVault:Tokens:WrongTriesPerMinute"] = "10" },
        };
        _owner = await _app.SignInAsync();
        _guesser = _app.CreateClientFrom("2001:db8:1:2::1");
        _video = await StoredVideo.LayAsync(_app);
        _token = await _owner.MakeTokenAsync(_video.Id.Value);
    }

    public async Task DisposeAsync()
    {
        _owner.Dispose();
        _guesser.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Throttles_an_address_after_ten_wrong_tokens()
    {
        var first = await GuessAsync(_guesser, 10);
        using var eleventh = await _guesser.GetAsync(Wrong("key"));

        first.Should().AllBeEquivalentTo(HttpStatusCode.Forbidden);
        eleventh.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        eleventh.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromMinutes(1));
        eleventh.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        var problem = await eleventh.Content.ReadFromJsonAsync<ProblemJson>();
        problem!.Detail.Should().StartWith("Too many invalid links were opened from your network. Wait 60 seconds");
    }

    [Theory]
    [InlineData("master.m3u8")]
    [InlineData("720p.m3u8")]
    [InlineData("key")]
    [InlineData("720p/720p_000.ts")]
    public async Task Accepts_a_valid_token_from_a_throttled_address(string path)
    {
        (await GuessAsync(_guesser, 11))[^1].Should().Be(HttpStatusCode.TooManyRequests);

        (await StatusAsync(_guesser, Right(path))).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(_guesser, Wrong(path))).Should().Be(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Wrong_link_pages_count_like_wrong_tokens_and_valid_ones_still_open()
    {
        for (var i = 0; i < 5; i++)
        {
            (await StatusAsync(_guesser, Wrong("key"))).Should().Be(HttpStatusCode.Forbidden);
            (await StatusAsync(_guesser, StreamVaultUrls.LinkPage("wrong"))).Should().Be(HttpStatusCode.Forbidden);
        }

        using var refused = await _guesser.GetAsync(StreamVaultUrls.LinkPage("wrong"));

        refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromMinutes(1));
        (await refused.Content.ReadAsStringAsync())
            .Should()
            .Contain("Too many invalid links")
            .And.Contain("60 seconds");
        (await StatusAsync(_guesser, Wrong("key"))).Should().Be(HttpStatusCode.TooManyRequests);
        (await StatusAsync(_guesser, StreamVaultUrls.LinkPage(_token.Token))).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(_owner, StreamVaultUrls.LinkPage("wrong"))).Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Never_throttles_a_player_whose_link_was_revoked()
    {
        await _owner.RevokeAsync(_token);

        for (var i = 0; i < 20; i++)
        {
            (await StatusAsync(_guesser, Right("720p.m3u8"))).Should().Be(HttpStatusCode.Forbidden);
        }

        (await StatusAsync(_guesser, Wrong("720p.m3u8")))
            .Should()
            .Be(HttpStatusCode.Forbidden, "valid tokens are not counted");
    }

    [Fact]
    public async Task Valid_tokens_do_not_count()
    {
        for (var i = 0; i < 50; i++)
        {
            (await StatusAsync(_guesser, Right("key"))).Should().Be(HttpStatusCode.OK);
        }

        (await StatusAsync(_guesser, Wrong("key"))).Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Never_throttles_a_session()
    {
        (await GuessAsync(_owner, 30)).Should().AllBeEquivalentTo(HttpStatusCode.Forbidden);
        (await StatusAsync(_owner, _video.Url("key"))).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Throttles_the_whole_household_but_not_its_neighbours()
    {
        using var sameHousehold = _app.CreateClientFrom("2001:db8:1:2:aaaa::9");
        using var neighbour = _app.CreateClientFrom("2001:db8:1:3::1");
        await GuessAsync(_guesser, 11);

        (await StatusAsync(sameHousehold, Wrong("key"))).Should().Be(HttpStatusCode.TooManyRequests);
        (await StatusAsync(neighbour, Wrong("key"))).Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_wait_doubles_up_to_fifteen_minutes()
    {
        var waits = new List<double>();
        for (var i = 0; i < 6; i++)
        {
            await GuessAsync(_guesser, 10);
            using var refused = await _guesser.GetAsync(Wrong("key"));
            waits.Add(refused.Headers.RetryAfter!.Delta!.Value.TotalMinutes);
            _clock.Advance(refused.Headers.RetryAfter!.Delta!.Value);
        }

        waits.Should().Equal(1, 2, 4, 8, 15, 15);
    }

    [Fact]
    public async Task Logs_the_address_once_and_never_the_tokens()
    {
        await GuessAsync(_guesser, 20);

        _app.Logs.Lines.Where(line => line.Message.Contains("wrong tokens", StringComparison.Ordinal))
            .Should()
            .ContainSingle()
            .Which.Message.Should()
            .Contain("2001:db8:1:2::/64");
        _app.Logs.AssertNeverLogged("guess-of-mine");
    }

    private string Right(string path) => $"{_video.Url(path)}?token={_token.Token}";

    private string Wrong(string path) => $"{_video.Url(path)}?token=guess-of-mine";

    private async Task<List<HttpStatusCode>> GuessAsync(HttpClient client, int times)
    {
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < times; i++)
        {
            statuses.Add(await StatusAsync(client, Wrong("key")));
        }

        return statuses;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string url)
    {
        using var answer = await client.GetAsync(url);
        return answer.StatusCode;
    }
}
