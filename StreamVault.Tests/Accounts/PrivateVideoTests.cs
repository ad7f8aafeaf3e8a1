using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StreamVault.Core.Entities;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Trash;

namespace StreamVault.Tests.Accounts;

public sealed class PrivateVideoTests
{
    private const string Hidden = "Xanadu rehearsal";
    private const string Shown = "Garden party";

    // Downloads start FFmpeg.
    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_locked_private_video_appears_nowhere()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var (id, job) = await AddHiddenAsync(app);
        var token = await TokenAsync(client, id);
        (await VisibleAsync(app, client, id, job)).Should().Contain(path => path.StartsWith(StreamVaultUrls.ApiVideos));

        await client.LockPrivateAsync();

        (await VisibleAsync(app, client, id, job)).Should().BeEmpty();
        (await client.GetFromJsonAsync<VideoListJson>(StreamVaultUrls.ApiVideos))!.Total.Should().Be(1);
        (await client.JobsAsync()).Should().BeEmpty();
        (await client.GetStringAsync(StreamVaultUrls.ApiTokens)).Should().NotContain(token.Token);
    }

    [Fact]
    public async Task Everything_about_a_locked_private_video_is_not_found_but_its_links_work()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var (id, _) = await AddHiddenAsync(app);
        var token = await TokenAsync(client, id);
        await client.LockPrivateAsync();
        using var stranger = app.CreateClient();

        var video = StreamVaultUrls.ApiVideo(id);
        foreach (var path in (string[])[video, StreamVaultUrls.Poster(id), StreamVaultUrls.MultivariantPlaylist(id)])
        {
            using var answer = await client.GetAsync(path);
            answer.StatusCode.Should().Be(HttpStatusCode.NotFound, path);
        }

        using var deleted = await client.DeleteAsync(video);
        using var trashed = await client.PostAsync($"{video}/trash", null);
        using var played = await stranger.GetAsync(
            StreamVaultUrls.WithToken(StreamVaultUrls.MultivariantPlaylist(id), token.Token)
        );
        using var page = await stranger.GetAsync(StreamVaultUrls.LinkPage(token.Token));

        (deleted.StatusCode, trashed.StatusCode).Should().Be((HttpStatusCode.NotFound, HttpStatusCode.NotFound));
        (played.StatusCode, page.StatusCode).Should().Be((HttpStatusCode.OK, HttpStatusCode.OK));
    }

    [Fact]
    public async Task The_account_menu_unlocks_or_locks_private_videos()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        (await MenuAsync()).Should().Contain("Private videos…").And.NotContain("Lock private videos");

        await client.UnlockPrivateAsync();
        (await MenuAsync()).Should().Contain("Lock private videos").And.NotContain("Private videos…");
        await client.LockPrivateAsync();

        (await MenuAsync()).Should().Contain("Private videos…");

        async Task<string> MenuAsync()
        {
            var page = WebUtility.HtmlDecode(await client.GetStringAsync(StreamVaultUrls.Library));
            return page[page.IndexOf("id=\"account-menu\"", StringComparison.Ordinal)..].Split("</div>")[0];
        }
    }

    [Fact]
    public async Task An_unlocked_session_is_told_that_an_unknown_video_does_not_exist()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var path = StreamVaultUrls.Watch(VideoId.New(DateTimeOffset.UnixEpoch));

        (await client.GetStringAsync(path)).Should().Contain("or it is private");
        await client.UnlockPrivateAsync();

        (await client.GetStringAsync(path)).Should().Contain("Video not found").And.NotContain("or it is private");
    }

    [Fact]
    public async Task A_wrong_password_unlocks_nothing_and_is_throttled_like_a_sign_in()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var (id, _) = await AddHiddenAsync(app);

        using var empty = await client.PostAsJsonAsync(StreamVaultUrls.ApiPrivate, new { });
        var answers = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 6; attempt++)
        {
            using var answer = await client.PostAsJsonAsync(StreamVaultUrls.ApiPrivate, new { password = "wrong" });
            answers.Add(answer.StatusCode);
        }

        using var right = await client.PostAsJsonAsync(
            StreamVaultUrls.ApiPrivate,
            new { password = SignedInClient.Password }
        );

        empty.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await empty.Content.ReadAsStringAsync()).Should().Contain("password");
        answers.First().Should().Be(HttpStatusCode.Unauthorized);
        answers.Last().Should().Be(HttpStatusCode.TooManyRequests);
        right.StatusCode.Should().Be(HttpStatusCode.TooManyRequests, "even the right password isn't checked");
        (await StatusAsync(client, id)).Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Only_the_session_that_unlocked_them_sees_private_videos()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        using var other = await app.SignInAsync();
        var (id, _) = await AddHiddenAsync(app);

        await client.UnlockPrivateAsync();

        (await StatusAsync(client, id)).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(other, id)).Should().Be(HttpStatusCode.NotFound);
        using var stranger = app.CreateClient();
        using var refused = await stranger.PostAsJsonAsync(
            StreamVaultUrls.ApiPrivate,
            new { password = SignedInClient.Password }
        );
        refused.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Private_videos_are_locked_again_half_an_hour_after_the_last_request()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2036, 7, 1, 12, 0, 0, TimeSpan.Zero));
        await using var app = new StreamVaultApp { Clock = clock };
        using var client = await app.SignInAsync();
        var (id, _) = await AddHiddenAsync(app);
        await client.UnlockPrivateAsync();

        clock.Advance(TimeSpan.FromMinutes(29));
        var stayed = await StatusAsync(client, id);
        clock.Advance(TimeSpan.FromMinutes(29));
        var stayedOn = await StatusAsync(client, id);
        clock.Advance(TimeSpan.FromMinutes(31));
        var left = await StatusAsync(client, id);
        var afterwards = await StatusAsync(client, id);

        (stayed, stayedOn).Should().Be((HttpStatusCode.OK, HttpStatusCode.OK));
        (left, afterwards).Should().Be((HttpStatusCode.NotFound, HttpStatusCode.NotFound));
    }

    // Every GET route and page in which the title appears.
    private static async Task<IReadOnlyList<string>> VisibleAsync(
        StreamVaultApp app,
        HttpClient client,
        VideoId id,
        JobId job
    )
    {
        var found = new List<string>();
        foreach (var path in Paths(app, id, job))
        {
            using var answer = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
            if (answer.Content.Headers.ContentType?.MediaType is "text/event-stream")
            {
                continue;
            }

            if ((await answer.Content.ReadAsStringAsync()).Contains(Hidden, StringComparison.OrdinalIgnoreCase))
            {
                found.Add(path);
            }
        }

        return found;
    }

    private static IEnumerable<string> Paths(StreamVaultApp app, VideoId id, JobId job) =>
        app
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint =>
                endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is not { HttpMethods: var methods }
                || methods.Contains("GET")
            )
            .Select(endpoint => endpoint.RoutePattern)
            .Where(pattern => !pattern.Parameters.Any(parameter => parameter.IsCatchAll))
            .Select(pattern =>
                "/"
                + string.Join(
                    '/',
                    pattern.PathSegments.Select(segment =>
                        string.Concat(
                            segment.Parts.Select(part =>
                                part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal
                                    ? literal.Content
                                : part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator
                                    ? separator.Content
                                : pattern.RawText!.Contains("/jobs/") ? job.ToString()
                                : id.ToString()
                            )
                        )
                    )
                )
            )
            .Where(path => !path.StartsWith("/_", StringComparison.Ordinal))
            .Append($"{StreamVaultUrls.ApiVideos}?search=Xanadu")
            .Append($"{StreamVaultUrls.Library}?q=Xanadu")
            .Distinct();

    private static async Task<(VideoId Video, JobId Job)> AddHiddenAsync(StreamVaultApp app)
    {
        await app.AddReadyAsync(Shown);
        var id = await app.AddReadyAsync(
            Hidden,
            video =>
            {
                (video.IsPrivate, video.OriginalBytes, video.Warning) = (true, 64, "The file ends early.");
            }
        );
        var job = EncodingJob.Queue(id, 3, DateTimeOffset.UnixEpoch);
        await app.ChangeAsync(database => database.EncodingJobs.Add(job));
        return (id, job.Id);
    }

    private static async Task<TokenJson> TokenAsync(HttpClient client, VideoId id)
    {
        await client.UnlockPrivateAsync();
        return await client.MakeTokenAsync(id.Value);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, VideoId id)
    {
        using var answer = await client.GetAsync(StreamVaultUrls.ApiVideo(id));
        return answer.StatusCode;
    }
}
