using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Streaming;

namespace StreamVault.Tests.Watch;

/// <summary>Link previews in WhatsApp, Slack and other apps.</summary>
public sealed class LinkPreviewTests : IAsyncLifetime
{
    private readonly StreamVaultApp _app = new() { Clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow()) };
    private HttpClient _owner = null!;
    private HttpClient _chat = null!;
    private StoredVideo _video = null!;

    public async Task InitializeAsync()
    {
        _owner = await _app.SignInAsync();
        _chat = _app.CreateClient(new() { AllowAutoRedirect = false });
        _chat.DefaultRequestHeaders.UserAgent.ParseAdd("WhatsApp/2");
        _video = await StoredVideo.LayAsync(_app);
        var storage = _app.Services.GetRequiredService<VaultStorage>();
        await File.WriteAllTextAsync(storage.PosterPath(_video.Id), "a picture");
    }

    public async Task DisposeAsync()
    {
        _owner.Dispose();
        _chat.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Offers_the_title_and_a_poster_that_the_link_opens()
    {
        var token = await _owner.MakeTokenAsync(_video.Id.Value);

        var page = await _chat.GetStringAsync(StreamVaultUrls.LinkPage(token.Token));

        Property(page, "og:title").Should().Be("Laid by hand");
        Property(page, "og:type").Should().Be("video.other");
        Property(page, "og:url").Should().Be($"http://localhost{StreamVaultUrls.LinkPage(token.Token)}");
        page.Should().Contain("<meta name=\"twitter:card\" content=\"summary_large_image\"");
        var image = Property(page, "og:image");
        image.Should().StartWith("http://localhost/api/videos/");
        (await _chat.GetStringAsync(image)).Should().Be("a picture");
    }

    [Fact]
    public async Task Reveals_nothing_private()
    {
        using var described = await _owner.PatchAsJsonAsync(
            StreamVaultUrls.ApiVideo(_video.Id),
            new { description = "At our house in Elm Street", recordedAt = "1999-12-24" }
        );
        described.EnsureSuccessStatusCode();
        var token = await _owner.MakeTokenAsync(_video.Id.Value);

        var page = await _chat.GetStringAsync(StreamVaultUrls.LinkPage(token.Token));

        Property(page, "og:description").Should().StartWith("Shared video");
        page.Should().NotContain("Elm Street").And.NotContain("1999").And.NotContain("A player");
    }

    [Fact]
    public async Task Omits_title_and_poster_when_previews_are_off()
    {
        var token = await _owner.MakeTokenAsync(_video.Id.Value);
        using var chosen = await _owner.PutAsJsonAsync(StreamVaultUrls.ApiLinkPreviews, new { enabled = false });
        chosen.EnsureSuccessStatusCode();

        var page = await _chat.GetStringAsync(StreamVaultUrls.LinkPage(token.Token));

        var head = page[..page.IndexOf("</head>", StringComparison.Ordinal)];
        head.Should().Contain("<title>Shared video</title>").And.NotContain("Laid by hand").And.NotContain("og:");
        head.Should().NotContain("poster.jpg");
        page.Should().Contain("Laid by hand</h1>", "a person who opens the page still sees the title");
        (await _owner.GetStringAsync(StreamVaultUrls.ApiLinkPreviews)).Should().Be("""{"enabled":false}""");
    }

    [Fact]
    public async Task Only_the_owner_can_turn_previews_on_or_off()
    {
        using var answer = await _chat.PutAsJsonAsync(StreamVaultUrls.ApiLinkPreviews, new { enabled = false });

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("revoked")]
    [InlineData("expired")]
    [InlineData("unknown")]
    public async Task Offers_no_preview_for_a_link_that_does_not_work(string fate)
    {
        var token = await _owner.MakeTokenAsync(_video.Id.Value, expiresInHours: 1);
        if (fate == "revoked")
        {
            await _owner.RevokeAsync(token);
        }
        else if (fate == "expired")
        {
            _app.Clock!.Advance(TimeSpan.FromHours(1));
        }

        using var answer = await _chat.GetAsync(StreamVaultUrls.LinkPage(fate == "unknown" ? "unknown" : token.Token));

        (await answer.Content.ReadAsStringAsync()).Should().NotContain("og:").And.NotContain("Laid by hand");
    }

    [Fact]
    public async Task Does_not_count_towards_the_viewer_limit()
    {
        using var made = await _owner.PostAsJsonAsync(
            $"{StreamVaultUrls.ApiVideos}/{_video.Id}/tokens",
            new { maxViewers = 1 }
        );
        var token = (await made.Content.ReadFromJsonAsync<TokenJson>())!;
        var poster = StreamVaultUrls.WithToken(StreamVaultUrls.Poster(_video.Id), token.Token);
        using var viewer = _app.CreateClient();
        viewer.DefaultRequestHeaders.UserAgent.ParseAdd("television");

        (await _chat.GetStringAsync(poster)).Should().Be("a picture");

        (await viewer.GetAsync(token.Url)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await _chat.GetStringAsync(poster)).Should().Be("a picture", "all slots are taken, but a poster needs none");
    }

    private static string Property(string page, string name) =>
        WebUtility.HtmlDecode(Regex.Match(page, $"<meta property=\"{name}\" content=\"([^\"]*)\"").Groups[1].Value);
}
