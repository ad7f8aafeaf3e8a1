using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Players;

namespace StreamVault.Tests.EndToEnd;

/// <summary>Requests from malicious or broken clients are rejected and leave nothing behind.</summary>
[Collection(ReadyVideoVault.Name)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class RefusalTests(ReadyVideoVault vault) : IDisposable
{
    // URLs to attack: {0} is the attack, {1} the video, {2} its token.
    private static readonly string[] Places =
    [
        "/api/videos/{0}/master.m3u8?token={2}",
        "/api/videos/{1}/{0}.m3u8?token={2}",
        "/api/videos/{1}/{0}?token={2}",
        "/api/videos/{1}/720p/{0}?token={2}",
        "/api/videos/{1}/{0}/720p_000.ts?token={2}",
        "/api/videos/{0}/key?token={2}",
        "/api/videos/{0}",
        "/api/tokens/{0}",
        "/api/jobs/{0}",
        "/vendor/{0}",
        "/_content/{0}",
        "/{0}",
    ];

    private static readonly string[] Attacks =
    [
        "..%2f..%2fstreamvault.db",
        "..%2F..%2Fkeys%2F{1}.key",
        "%2e%2e%2f%2e%2e%2fstreamvault.db",
        "..%5c..%5cstreamvault.db",
        "..%252f..%252fstreamvault.db",
        "../../streamvault.db",
        "720p_000.ts%00.m3u8",
        "%00",
        "%2fetc%2fpasswd",
    ];

    [Theory]
    [MemberData(nameof(EveryPlace))]
    public async Task Rejects_path_traversal(string place)
    {
        var token = await vault.TokenAsync();
        foreach (var attack in Attacks)
        {
            var target = place
                .Replace("{0}", attack, StringComparison.Ordinal)
                .Replace("{1}", $"{vault.Video.Id}", StringComparison.Ordinal)
                .Replace("{2}", token.Token, StringComparison.Ordinal);

            var answer = await RawHttp.SendAsync(vault.Server.Address, "GET", target);

            // Pages that need a session redirect to the sign-in page, which reveals nothing.
            answer.Status.Should().BeOneOf([302, 400, 401, 403, 404, 405], "{0} gave: {1}", target, answer.Text);
            answer.Text.Should().NotContain("SQLite format").And.NotContain("root:");
        }
    }

    public static TheoryData<string> EveryPlace => [.. Places];

    [Theory]
    [InlineData("master.m3u8")]
    [InlineData("720p.m3u8")]
    [InlineData("key")]
    [InlineData("720p/720p_000.ts")]
    public async Task Rejects_every_invalid_token(string part)
    {
        using var stranger = vault.Server.CreateClient();
        var other = await vault.Owner.UploadAsync(await Clips.SmallAsync(), "Another one");
        var wrong = new Dictionary<string, HttpStatusCode>
        {
            [""] = HttpStatusCode.Unauthorized,
            ["?token="] = HttpStatusCode.Forbidden,
            ["?token=wrong"] = HttpStatusCode.Forbidden,
            [$"?token={(await vault.Owner.MakeTokenAsync(other.Id)).Token}"] = HttpStatusCode.Forbidden,
            [$"?token={await ExpiredAsync()}"] = HttpStatusCode.Forbidden,
        };
        string? body = null;

        foreach (var (query, status) in wrong)
        {
            using var answer = await stranger.GetAsync($"/api/videos/{vault.Video.Id}/{part}{query}");

            answer.StatusCode.Should().Be(status, "the query is {0}", query);
            var said = await answer.Content.ReadAsStringAsync();
            if (status == HttpStatusCode.Forbidden)
            {
                Anonymous(said).Should().Be(body ??= Anonymous(said), "the response must not reveal the reason");
            }
        }
    }

    [Fact]
    public async Task Rejects_a_title_of_ten_megabytes()
    {
        var title = new string('x', 10_000_000);
        var before = await LibraryAsync();
        await using var bytes = File.OpenRead(await Clips.SmallAsync());

        using var upload = await vault.Owner.SendUploadAsync(new StreamContent(bytes), "clip.mp4", title);
        using var patch = await vault.Owner.PatchAsJsonAsync($"/api/videos/{vault.Video.Id}", new { title });
        using var label = await vault.Owner.PostAsJsonAsync(
            $"/api/videos/{vault.Video.Id}/tokens",
            new { description = title }
        );

        await AssertRefusedAsync(upload, HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge);
        await AssertRefusedAsync(patch, HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge);
        await AssertRefusedAsync(label, HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge);
        (await LibraryAsync()).Should().BeEquivalentTo(before);
        PartialUploads().Should().BeEmpty();
    }

    [Fact]
    public async Task Rejects_a_NUL_in_any_name()
    {
        var before = await LibraryAsync();

        using var filename = await SendFormAsync("form-data; name=\"file\"; filename=\"a\0b.mp4\"", "not read");
        using var title = await SendFormAsync("form-data; name=\"title\"", "a\0b");
        using var patch = await vault.Owner.PatchAsJsonAsync($"/api/videos/{vault.Video.Id}", new { title = "a\0b" });
        using var label = await vault.Owner.PostAsJsonAsync(
            $"/api/videos/{vault.Video.Id}/tokens",
            new { description = "a\0b" }
        );

        foreach (var answer in (HttpResponseMessage[])[filename, title, patch, label])
        {
            await AssertRefusedAsync(answer, HttpStatusCode.BadRequest);
        }

        (await LibraryAsync()).Should().BeEquivalentTo(before);
        PartialUploads().Should().BeEmpty();
    }

    [Theory]
    [InlineData("search=%00")]
    [InlineData("search=%25%27%22%5C--")]
    [InlineData("page=-1")]
    [InlineData("page=99999999999999999999")]
    [InlineData("pageSize=2147483647&page=2147483647")]
    [InlineData("status=no-such")]
    [InlineData("sort=title;drop%20table%20videos")]
    public async Task Answers_any_library_query_without_a_server_error(string query)
    {
        using var answer = await vault.Owner.GetAsync($"/api/videos?{query}");

        answer.StatusCode.Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_aborted_upload_leaves_nothing_behind()
    {
        var before = await LibraryAsync();
        using var hangUp = new CancellationTokenSource();
        var endless = new PushStreamContent(
            async (body, cancellationToken) =>
            {
                await body.WriteAsync(new byte[1 << 20], cancellationToken);
                await body.FlushAsync(cancellationToken);
                await Until.TrueAsync(() => PartialUploads().Any());
                await hangUp.CancelAsync();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
        );
        using var form = new MultipartFormDataContent { { endless, "file", "endless.mp4" } };

        var send = () => vault.Owner.PostAsync(StreamVaultUrls.ApiUpload, form, hangUp.Token);

        await send.Should().ThrowAsync<OperationCanceledException>();
        await Until.TrueAsync(() => !PartialUploads().Any());
        (await LibraryAsync()).Should().BeEquivalentTo(before);
    }

    /// <summary>Fails if the server reported an internal error.</summary>
    public void Dispose() => vault.Server.AssertNoErrorsLogged();

    private async Task<string> ExpiredAsync()
    {
        var token = await vault.Owner.MakeTokenAsync(vault.Video.Id, expiresInHours: 1.0 / 3600);
        using var stranger = new HttpClient();
        await Until.TrueAsync(async () =>
        {
            using var answer = await stranger.GetAsync(token.Url);
            return answer.StatusCode == HttpStatusCode.Forbidden;
        });
        return token.Token;
    }

    // Problem details contain a request id, which always differs.
    private static string Anonymous(string problem) =>
        System.Text.RegularExpressions.Regex.Replace(problem, "\"traceId\":\"[^\"]*\"", "");

    private async Task<HttpResponseMessage> SendFormAsync(string disposition, string value)
    {
        var body = $"--edge\r\nContent-Disposition: {disposition}\r\n\r\n{value}\r\n--edge--\r\n";
        using var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=edge");
        return await vault.Owner.PostAsync(StreamVaultUrls.ApiUpload, content);
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage answer, params HttpStatusCode[] expected)
    {
        var said = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.Should().BeOneOf(expected, "the response was {0}", said);
        answer
            .Content.Headers.ContentType?.MediaType.Should()
            .Be("application/problem+json", "the response was {0}", said);
    }

    private async Task<Guid[]> LibraryAsync() =>
        [.. (await vault.Owner.GetFromJsonAsync<VideoListJson>("/api/videos"))!.Items.Select(video => video.Id)];

    private IEnumerable<string> PartialUploads() =>
        Directory.EnumerateFiles(Path.Combine(vault.Server.DataPath, "uploads"), "*.part");
}
