using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Streaming;

namespace StreamVault.Tests.Watch;

/// <summary>The page that an anonymous visitor sees with a link.</summary>
public sealed class LinkPageTests : IAsyncLifetime
{
    private readonly StreamVaultApp _app = new() { Clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow()) };
    private HttpClient _owner = null!;
    private HttpClient _visitor = null!;
    private StoredVideo _video = null!;

    public async Task InitializeAsync()
    {
        _owner = await _app.SignInAsync();
        _visitor = _app.CreateClient(new() { AllowAutoRedirect = false });
        _video = await StoredVideo.LayAsync(_app);
        await File.WriteAllTextAsync(Storage.PosterPath(_video.Id), "a picture");
    }

    public async Task DisposeAsync()
    {
        _owner.Dispose();
        _visitor.Dispose();
        await _app.DisposeAsync();
    }

    private VaultStorage Storage => _app.Services.GetRequiredService<VaultStorage>();

    [Fact]
    public async Task Shows_the_title_and_a_player_for_this_one_video()
    {
        var token = await _owner.MakeTokenAsync(_video.Id.Value);

        var page = await _visitor.GetStringAsync(StreamVaultUrls.LinkPage(token.Token));

        page.Should().Contain("Laid by hand</h1>").And.Contain("<title>Laid by hand</title>");
        page.Should().Contain($"data-source=\".{_video.Url("master.m3u8")}?token={token.Token}\"");
        page.Should().Contain($"data-poster=\".{_video.Url("poster.jpg")}?token={token.Token}\"");
        _app.Logs.AssertNeverLogged(token.Token);
    }

    [Fact]
    public async Task Reveals_nothing_else_about_the_vault()
    {
        var other = await StoredVideo.LayAsync(_app);
        var token = await _owner.MakeTokenAsync(_video.Id.Value);

        foreach (var visitor in (HttpClient[])[_visitor, _owner])
        {
            var page = await visitor.GetStringAsync(StreamVaultUrls.LinkPage(token.Token));

            page.Should().NotContain(SignedInClient.Username).And.NotContain($"{other.Id}");
            page.Should().NotContain("<a ").And.NotContain("<nav").And.NotContain("upload-tray");
            page.Should().NotContain("A player", "that is the owner's label for the link");
        }
    }

    [Theory]
    [InlineData("plays", HttpStatusCode.OK)]
    [InlineData("revoked", HttpStatusCode.Forbidden)]
    [InlineData("unknown", HttpStatusCode.Forbidden)]
    [InlineData("expired", HttpStatusCode.Gone)]
    [InlineData("deleted", HttpStatusCode.Forbidden)]
    [InlineData("trashed", HttpStatusCode.Forbidden)]
    public async Task Stops_working_with_its_token_and_is_never_indexed(string state, HttpStatusCode status)
    {
        var token = await _owner.MakeTokenAsync(_video.Id.Value, expiresInHours: 1);
        await PutIntoStateAsync(state, token);

        using var answer = await _visitor.GetAsync(
            StreamVaultUrls.LinkPage(state == "unknown" ? "unknown" : token.Token)
        );

        answer.StatusCode.Should().Be(status);
        var page = await answer.Content.ReadAsStringAsync();
        page.Contains("Laid by hand").Should().Be(state == "plays");
        page.Should().Contain("<meta name=\"robots\" content=\"noindex, nofollow\"").And.NotContain("<a ");
        answer.Headers.GetValues("X-Robots-Tag").Should().Equal("noindex, nofollow");
        answer.Headers.GetValues("Referrer-Policy").Should().Equal("no-referrer");
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
    }

    [Theory]
    [InlineData("revoked", "It expired or was turned off.")]
    [InlineData("deleted", "It expired or was turned off.")]
    [InlineData("trashed", "It expired or was turned off.")]
    [InlineData("expired", "This link has expired")]
    public async Task Says_what_to_do_when_the_link_does_not_work(string state, string words)
    {
        var token = await _owner.MakeTokenAsync(_video.Id.Value, expiresInHours: 1);
        await PutIntoStateAsync(state, token);

        using var answer = await _visitor.GetAsync(StreamVaultUrls.LinkPage(token.Token));

        (await answer.Content.ReadAsStringAsync()).Should().Contain(words).And.Contain("Ask ");
    }

    [Fact]
    public async Task A_trashed_video_cannot_be_told_from_a_deleted_one()
    {
        var token = await _owner.MakeTokenAsync(_video.Id.Value);
        await PutIntoStateAsync("trashed", token);
        var (trashed, trashedForPlayers) = (await ReadAsync(token), await ReadAsync(token, "VLC/3.0.20 LibVLC/3.0.20"));
        (await _owner.PostAsync($"{StreamVaultUrls.ApiTrash}/{_video.Id}/restore", null)).EnsureSuccessStatusCode();
        await PutIntoStateAsync("deleted", token);

        trashed.Should().Be(await ReadAsync(token)).And.Contain("This link no longer works");
        trashedForPlayers.Should().Be(await ReadAsync(token, "VLC/3.0.20 LibVLC/3.0.20"));
        trashedForPlayers
            .Should()
            .Contain("This link no longer works. It expired or was turned off. Ask for a new one.");
    }

    [Fact]
    public async Task A_video_that_is_not_ready_is_shown_without_its_title()
    {
        var token = await _owner.MakeTokenAsync(_video.Id.Value);
        var databases = _app.Services.GetRequiredService<IDbContextFactory<StreamVaultDbContext>>();
        await using (var database = await databases.CreateDbContextAsync())
        {
            await database.Videos.ExecuteUpdateAsync(set =>
                set.SetProperty(video => video.Status, VideoStatus.Encoding)
            );
        }

        var page = await _visitor.GetStringAsync(StreamVaultUrls.LinkPage(token.Token));

        page.Should().Contain("This video isn't ready yet").And.NotContain("Laid by hand</h1>");
    }

    [Fact]
    public async Task The_poster_requires_the_token()
    {
        var token = await _owner.MakeTokenAsync(_video.Id.Value);
        var poster = StreamVaultUrls.Poster(_video.Id);

        (await _visitor.GetStringAsync(StreamVaultUrls.WithToken(poster, token.Token))).Should().Be("a picture");
        (await StatusAsync(poster)).Should().Be(HttpStatusCode.Unauthorized);
        await _owner.RevokeAsync(token);
        (await StatusAsync(StreamVaultUrls.WithToken(poster, token.Token))).Should().Be(HttpStatusCode.Forbidden);
        (await _owner.GetStringAsync(poster)).Should().Be("a picture");
    }

    // Without what differs on every request.
    private async Task<string> ReadAsync(TokenJson token, string? player = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, StreamVaultUrls.LinkPage(token.Token));
        request.Headers.TryAddWithoutValidation("User-Agent", player ?? "Mozilla/5.0");
        request.Headers.Add("Accept", player is null ? "text/html" : "*/*");
        using var answer = await _visitor.SendAsync(request);
        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        var text = await answer.Content.ReadAsStringAsync();
        return player is null
            ? Regex.Match(text, "<div class=\"words\".*?</div>", RegexOptions.Singleline).Value
            : Regex.Replace(text, "\"traceId\":\"[^\"]*\"", "");
    }

    private async Task PutIntoStateAsync(string state, TokenJson token)
    {
        switch (state)
        {
            case "revoked":
                await _owner.RevokeAsync(token);
                break;
            case "expired":
                _app.Clock!.Advance(TimeSpan.FromHours(1));
                break;
            case "trashed":
                (
                    await _owner.PostAsync($"{StreamVaultUrls.ApiVideo(_video.Id)}/trash", null)
                ).EnsureSuccessStatusCode();
                break;
            case "deleted":
                (await _owner.DeleteAsync(StreamVaultUrls.ApiVideo(_video.Id))).EnsureSuccessStatusCode();
                break;
        }
    }

    private async Task<HttpStatusCode> StatusAsync(string url)
    {
        using var answer = await _visitor.GetAsync(url);
        return answer.StatusCode;
    }
}
