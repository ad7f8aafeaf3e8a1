using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Streaming;

namespace StreamVault.Tests.Tokens;

public sealed class TokenTests(StreamVaultApp app) : IClassFixture<StreamVaultApp>
{
    [Fact]
    public async Task A_token_has_32_random_bytes_and_a_URL()
    {
        using var client = await app.SignInAsync();
        var video = await StoredVideo.LayAsync(app);

        var one = await client.MakeTokenAsync(video.Id.Value);
        var two = await client.MakeTokenAsync(video.Id.Value);

        one.Token.Should().MatchRegex("^[A-Za-z0-9_-]{43}$").And.NotBe(two.Token);
        one.Url.ToString().Should().Be($"http://localhost/api/videos/{video.Id}/master.m3u8?token={one.Token}");
    }

    [Fact]
    public async Task A_token_expires()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2100-05-01T12:00:00Z", null));
        await using var app = new StreamVaultApp { Clock = clock };
        using var client = await app.SignInAsync();
        using var player = app.CreateClient();
        var video = await StoredVideo.LayAsync(app);
        var token = await client.MakeTokenAsync(video.Id.Value, expiresInHours: 1);

        clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        using var before = await player.GetAsync(token.Url);
        clock.Advance(TimeSpan.FromSeconds(1));
        using var after = await player.GetAsync(token.Url);

        before.StatusCode.Should().Be(HttpStatusCode.OK);
        after.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await client.GetFromJsonAsync<TokenJson[]>(StreamVaultUrls.ApiTokens)).Should().BeEmpty();
    }

    [Fact]
    public async Task Its_use_is_known_immediately_and_saved_later()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2100-05-01T12:00:00Z", null));
        await using var app = new StreamVaultApp { Clock = clock };
        using var client = await app.SignInAsync();
        var video = await StoredVideo.LayAsync(app);
        var token = await client.MakeTokenAsync(video.Id.Value);

        await client.GetStringAsync(token.Url);

        (await LastUsedAsync(client)).Should().Be(clock.GetUtcNow());
        clock.Advance(TimeSpan.FromSeconds(3));
        await Until.TrueAsync(async () => await StoredUseAsync(app) is not null);
        (await LastUsedAsync(client)).Should().Be(DateTimeOffset.Parse("2100-05-01T12:00:00Z", null));
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Tokens_survive_a_server_restart()
    {
        await using var server = await ServerProcess.StartAsync();
        using var client = await server.SignInAsync();
        var video = await client.UploadAsync(await Clips.SmallAsync());
        var token = await client.MakeTokenAsync(video.Id);

        await server.KillAsync();
        await server.StartAgainAsync();
        using var again = await server.SignInAsync();

        (await again.GetFromJsonAsync<TokenJson[]>(StreamVaultUrls.ApiTokens))!
            .Select(listed => listed.Token)
            .Should()
            .Equal(token.Token);
    }

    [Theory]
    [InlineData("""{"expiresInHours": 0}""")]
    [InlineData("""{"expiresInHours": -5}""")]
    [InlineData("""{"expiresInHours": 1e300}""")]
    [InlineData("""{"expiresAt": "2001-01-01T00:00:00Z"}""")]
    [InlineData("""{"expiresAt": "soon"}""")]
    [InlineData("""{"expiresAt": "2100-01-01T00:00:00Z", "expiresInHours": 2}""")]
    [InlineData("""{"description": "a\u0000b"}""")]
    public async Task Rejects_an_invalid_request(string body)
    {
        using var client = await app.SignInAsync();
        var video = await StoredVideo.LayAsync(app);

        using var answer = await client.PostAsync(
            $"{StreamVaultUrls.ApiVideo(video.Id)}/tokens",
            new StringContent(body, null, "application/json")
        );

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Cannot_create_a_token_for_an_unknown_video()
    {
        using var client = await app.SignInAsync();

        using var answer = await client.PostAsJsonAsync(
            $"{StreamVaultUrls.ApiVideos}/{Guid.NewGuid()}/tokens",
            new { }
        );
        using var revoked = await client.DeleteAsync(StreamVaultUrls.ApiToken("unknown"));

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        revoked.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private static async Task<DateTimeOffset?> LastUsedAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<UseJson[]>(StreamVaultUrls.ApiTokens))!.Single().LastUsedAt;

    private static async Task<DateTimeOffset?> StoredUseAsync(StreamVaultApp app)
    {
        var databases =
            app.Services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<Core.Persistence.StreamVaultDbContext>>();
        await using var database = await databases.CreateDbContextAsync();
        return database.AccessTokens.Single().LastUsedAt;
    }

    private sealed record UseJson(DateTimeOffset? LastUsedAt);
}
