using System.Data.Common;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Throttling;
using StreamVault.Core.Tokens;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Streaming;

namespace StreamVault.Tests.Tokens;

/// <summary>The owner sees how much a link is used, and counting doesn't delay requests.</summary>
public sealed class TokenUseTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.Parse("2100-05-01T12:00:00Z", null));
    private readonly OpenedConnections _connections = new();
    private readonly List<HttpClient> _players = [];
    private StreamVaultApp _app = null!;
    private HttpClient _owner = null!;
    private StoredVideo _video = null!;
    private TokenJson _token = null!;

    public async Task InitializeAsync()
    {
        _app = new StreamVaultApp
        {
            Clock = _clock,
            Replace = services =>
            {
                RemoteAddressOverride.Register(services);
                services.ConfigureDbContext<StreamVaultDbContext>(options => options.AddInterceptors(_connections));
            },
        };
        _owner = await _app.SignInAsync();
        _video = await StoredVideo.LayAsync(_app);
        _token = await _owner.MakeTokenAsync(_video.Id.Value);
    }

    public async Task DisposeAsync()
    {
        _players.ForEach(player => player.Dispose());
        _owner.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Restarting_within_a_minute_is_the_same_play_unless_the_address_differs()
    {
        var player = Player("192.0.2.1");
        for (var i = 0; i < 5; i++)
        {
            await player.GetStringAsync(With("master.m3u8"));
            await player.GetStringAsync(With("720p.m3u8"));
            _clock.Advance(TimeSpan.FromSeconds(10));
        }

        (await UseAsync()).Plays.Should().Be(1);
        await Player("192.0.2.2").GetStringAsync(With("master.m3u8"));
        (await UseAsync()).Plays.Should().Be(2);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await player.GetStringAsync(With("master.m3u8"));
        (await UseAsync()).Plays.Should().Be(3);
    }

    [Fact]
    public async Task A_HEAD_request_is_not_a_play()
    {
        using var head = await Player("192.0.2.1")
            .SendAsync(new HttpRequestMessage(HttpMethod.Head, With("master.m3u8")));

        head.StatusCode.Should().Be(HttpStatusCode.OK);
        (await UseAsync()).Plays.Should().Be(0);
    }

    [Fact]
    public async Task Different_addresses_are_counted_whatever_they_request()
    {
        await Player("192.0.2.1").GetStringAsync(With("master.m3u8"));
        await Player("192.0.2.1").GetStringAsync(With("720p.m3u8"));
        await Player("2001:db8::1").GetStringAsync(With("720p.m3u8"));
        await Player("2001:db8::2").GetByteArrayAsync(With("key"));
        await Player("192.0.2.9").GetByteArrayAsync(With("key"));

        (await UseAsync()).Addresses.Should().Be(3);
    }

    [Fact]
    public async Task The_bytes_sent_for_segments_are_counted()
    {
        var player = Player("192.0.2.1");
        await player.GetByteArrayAsync(With("720p/720p_000.ts"));
        await SentAsync(4096);

        using var part = new HttpRequestMessage(HttpMethod.Get, With("720p/720p_000.ts"));
        part.Headers.Range = new RangeHeaderValue(100, 199);
        using var partly = await player.SendAsync(part);
        partly.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        await SentAsync(4196);

        using var head = await player.SendAsync(new HttpRequestMessage(HttpMethod.Head, With("720p/720p_000.ts")));
        using var known = new HttpRequestMessage(HttpMethod.Get, With("720p/720p_000.ts"));
        known.Headers.IfNoneMatch.Add(head.Headers.ETag!);
        using var unchanged = await player.SendAsync(known);
        unchanged.StatusCode.Should().Be(HttpStatusCode.NotModified);
        await player.GetByteArrayAsync(With("720p/720p_000.ts"));
        await SentAsync(2 * 4096 + 100);
    }

    [Fact]
    public async Task Bytes_sent_by_nginx_are_counted()
    {
        await using var app = new StreamVaultApp
        {
            Settings = { ["StreamVault:Streaming:AccelRedirect"] = "/stored/" },
        };
        using var owner = await app.SignInAsync();
        using var proxy = app.CreateClient();
        var video = await StoredVideo.LayAsync(app);
        var token = await owner.MakeTokenAsync(video.Id.Value);

        using var answer = await proxy.GetAsync($"{video.Url("720p/720p_000.ts")}?token={token.Token}");

        answer.Headers.Contains("X-Accel-Redirect").Should().BeTrue();
        (await owner.GetFromJsonAsync<UseJson[]>(StreamVaultUrls.ApiTokens))!.Single().BytesSent.Should().Be(4096);
    }

    [Fact]
    public async Task Playing_opens_no_database_connection()
    {
        var player = Player("192.0.2.1");
        await player.GetStringAsync(With("master.m3u8"));
        var before = _connections.Count;

        for (var i = 0; i < 20; i++)
        {
            await player.GetStringAsync(With("master.m3u8"));
            await player.GetStringAsync(With("720p.m3u8"));
            await player.GetByteArrayAsync(With("key"));
            await player.GetByteArrayAsync(With("720p/720p_000.ts"));
            using var wrong = await player.GetAsync(_video.Url("key?token=wrong"));
        }

        _connections.Count.Should().Be(before);
        await UseAsync();
        _connections.Count.Should().BeGreaterThan(before, "the interceptor must count commands");
    }

    [Fact]
    public async Task Usage_is_saved_later_and_continues_after_a_restart()
    {
        var player = Player("192.0.2.1");
        await player.GetStringAsync(With("master.m3u8"));
        await player.GetByteArrayAsync(With("720p/720p_000.ts"));
        await SentAsync(4096);

        _clock.Advance(TimeSpan.FromSeconds(3));
        await Until.TrueAsync(async () => (await StoredAsync()).BytesSent == 4096);

        var restarted = ActivatorUtilities.CreateInstance<AccessTokens>(_app.Services);
        await restarted.LoadAsync(CancellationToken.None);
        restarted.Opens(_token.Token, _video.Id, out var token).Should().BeTrue();
        restarted.MarkPlayed(token!, RemoteAddress.Of(IPAddress.Parse("192.0.2.1")));
        restarted.MarkPlayed(token!, RemoteAddress.Of(IPAddress.Parse("192.0.2.2")));
        await restarted.WriteUsesAsync(CancellationToken.None);

        var stored = await StoredAsync();
        (stored.Plays, stored.Addresses, stored.BytesSent).Should().Be((3, 2, 4096));
    }

    [Fact]
    public void Addresses_are_counted_up_to_100_and_not_stored()
    {
        var marks = Array.Empty<byte>();
        for (var i = 0; i < 1000; i++)
        {
            marks = AddressMarks.With(marks, "secret", Nth(i));
        }

        marks.Should().HaveCount(2 * AccessToken.MaxAddresses);
        AddressMarks.With(marks, "secret", Nth(3)).Should().BeSameAs(marks);
        AddressMarks.With([], "secret", Nth(3)).Should().NotEqual(AddressMarks.With([], "another", Nth(3)));
    }

    private static RemoteAddress Nth(int number) =>
        RemoteAddress.Of(new IPAddress([10, 0, (byte)(number >> 8), (byte)number]));

    private HttpClient Player(string address)
    {
        _players.Add(_app.CreateClientFrom(address));
        return _players[^1];
    }

    private string With(string path) => $"{_video.Url(path)}?token={_token.Token}";

    private async Task<UseJson> UseAsync() =>
        (await _owner.GetFromJsonAsync<UseJson[]>(StreamVaultUrls.ApiTokens))!.Single();

    // The last bytes may be counted shortly after the client has received them.
    private Task SentAsync(long bytes) => Until.TrueAsync(async () => (await UseAsync()).BytesSent == bytes);

    private async Task<AccessToken> StoredAsync()
    {
        var databases = _app.Services.GetRequiredService<IDbContextFactory<StreamVaultDbContext>>();
        await using var database = await databases.CreateDbContextAsync();
        return await database.AccessTokens.AsNoTracking().SingleAsync();
    }

    private sealed record UseJson(long Plays, int Addresses, long BytesSent);

    private sealed class OpenedConnections : DbConnectionInterceptor
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public override InterceptionResult ConnectionOpening(
            DbConnection connection,
            ConnectionEventData eventData,
            InterceptionResult result
        )
        {
            Interlocked.Increment(ref _count);
            return result;
        }

        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection,
            ConnectionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default
        )
        {
            Interlocked.Increment(ref _count);
            return ValueTask.FromResult(result);
        }
    }
}
