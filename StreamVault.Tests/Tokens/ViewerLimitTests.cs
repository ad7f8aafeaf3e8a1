using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Time.Testing;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Streaming;

namespace StreamVault.Tests.Tokens;

/// <summary>Links with a viewer limit.</summary>
public sealed class ViewerLimitTests : IAsyncLifetime
{
    private static readonly string[] _parts = ["master.m3u8", "720p.m3u8", "key", "720p/720p_000.ts"];
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.Parse("2100-05-01T12:00:00Z", null));
    private readonly List<HttpClient> _viewers = [];
    private StreamVaultApp _app = null!;
    private HttpClient _owner = null!;
    private StoredVideo _video = null!;
    private TokenJson _token = null!;

    public async Task InitializeAsync()
    {
        _app = new StreamVaultApp { Clock = _clock, Replace = RemoteAddressOverride.Register };
        _owner = await _app.SignInAsync();
        _video = await StoredVideo.LayAsync(_app);
        using var made = await MakeAsync(2);
        made.StatusCode.Should().Be(HttpStatusCode.Created);
        _token = (await made.Content.ReadFromJsonAsync<TokenJson>())!;
    }

    public async Task DisposeAsync()
    {
        _viewers.ForEach(viewer => viewer.Dispose());
        _owner.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_viewer_above_the_limit_is_refused_and_the_others_are_not_interrupted()
    {
        var (first, second, third) = (Viewer("192.0.2.1"), Viewer("192.0.2.2"), Viewer("192.0.2.3"));
        await WatchAsync(first);
        await WatchAsync(second);

        foreach (var part in _parts)
        {
            (await StatusAsync(third, part)).Should().Be(HttpStatusCode.TooManyRequests);
        }

        using var refused = await third.GetAsync(With("master.m3u8"));
        refused.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(30));
        (await refused.Content.ReadFromJsonAsync<ProblemJson>())!
            .Detail.Should()
            .StartWith("This link plays on 2 devices at a time, and the limit is reached.");
        await WatchAsync(first);
        await WatchAsync(second);
    }

    [Fact]
    public async Task A_slot_is_free_half_a_minute_after_its_viewer_left()
    {
        var (first, second, third) = (Viewer("192.0.2.1"), Viewer("192.0.2.2"), Viewer("192.0.2.3"));
        await WatchAsync(first);
        await WatchAsync(second);

        _clock.Advance(TimeSpan.FromSeconds(29));
        (await StatusAsync(first, "key")).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(third, "key")).Should().Be(HttpStatusCode.TooManyRequests);
        _clock.Advance(TimeSpan.FromSeconds(1));

        await WatchAsync(third);
        (await StatusAsync(first, "key")).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(second, "key")).Should().Be(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_client_that_does_not_play_takes_no_slot()
    {
        var (first, second, third) = (Viewer("192.0.2.1"), Viewer("192.0.2.2"), Viewer("192.0.2.3"));
        (await CheckAsync(third)).Should().Be(HttpStatusCode.OK);
        await WatchAsync(first);
        await WatchAsync(second);

        (await CheckAsync(third)).Should().Be(HttpStatusCode.TooManyRequests);
        _clock.Advance(TimeSpan.FromSeconds(29));
        (await CheckAsync(first)).Should().Be(HttpStatusCode.OK, "its page is open but paused");
        _clock.Advance(TimeSpan.FromSeconds(1));

        (await CheckAsync(third)).Should().Be(HttpStatusCode.OK);
        await WatchAsync(third);
    }

    [Fact]
    public async Task Two_players_behind_one_address_are_two_viewers()
    {
        await WatchAsync(Viewer("192.0.2.1", "mpv"));
        await WatchAsync(Viewer("192.0.2.1", "VLC"));

        (await StatusAsync(Viewer("192.0.2.1", "IINA"), "key")).Should().Be(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task The_owners_session_takes_no_slot()
    {
        await WatchAsync(Viewer("192.0.2.1"));
        await WatchAsync(Viewer("192.0.2.2"));

        using var answer = await _owner.GetAsync(_video.Url("master.m3u8"));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_link_without_a_limit_opens_for_everyone()
    {
        var token = await _owner.MakeTokenAsync(_video.Id.Value);
        for (var i = 1; i <= 30; i++)
        {
            using var answer = await Viewer($"192.0.2.{i}").GetAsync($"{_video.Url("key")}?token={token.Token}");
            answer.StatusCode.Should().Be(HttpStatusCode.OK);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(101)]
    public async Task Rejects_an_invalid_limit(int limit)
    {
        using var answer = await MakeAsync(limit);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<ProblemJson>())!
            .Detail.Should()
            .Be("maxViewers must be from 1 to 100. Omit it for no limit.");
    }

    [Fact]
    public async Task The_list_includes_the_limit() =>
        (await _owner.GetFromJsonAsync<LimitJson[]>(StreamVaultUrls.ApiTokens))!.Single().MaxViewers.Should().Be(2);

    private Task<HttpResponseMessage> MakeAsync(int maxViewers) =>
        _owner.PostAsJsonAsync($"{StreamVaultUrls.ApiVideo(_video.Id)}/tokens", new { maxViewers });

    private HttpClient Viewer(string address, string player = "mpv")
    {
        var client = _app.CreateClientFrom(address);
        client.DefaultRequestHeaders.UserAgent.ParseAdd(player);
        _viewers.Add(client);
        return client;
    }

    private async Task WatchAsync(HttpClient viewer)
    {
        foreach (var part in _parts)
        {
            (await StatusAsync(viewer, part)).Should().Be(HttpStatusCode.OK);
        }
    }

    private async Task<HttpStatusCode> StatusAsync(HttpClient viewer, string part)
    {
        using var answer = await viewer.GetAsync(With(part));
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> CheckAsync(HttpClient viewer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, With("master.m3u8"));
        using var answer = await viewer.SendAsync(request);
        return answer.StatusCode;
    }

    private string With(string path) => $"{_video.Url(path)}?token={_token.Token}";

    private sealed record LimitJson(int? MaxViewers);
}
