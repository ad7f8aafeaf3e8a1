using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Albums;
using StreamVault.Core.BulkEdits;
using StreamVault.Core.Entities;
using StreamVault.Core.Tags;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Problems;

/// <summary>How requests with invalid fields are refused.</summary>
public sealed class BadRequestTests
{
    private const string Unknown = "019ad3c2-7f00-7a3e-9c1d-2b5e8f6a0d41";

    // {0} is the id of a video, {1} of an album, {2} of a smart album, and {3} of a person.
    public static TheoryData<string, string, string?, string, string> InvalidRequests =>
        new()
        {
            { "PATCH", "videos/{0}", """{"date":5}""", "date", "date must be text." },
            { "PATCH", "videos/{0}", """{"tags":"x"}""", "tags", "tags must be a list of texts." },
            { "PATCH", "videos/{0}", """{"tags":[5]}""", "tags", "tags must be a list of texts." },
            { "PATCH", "videos/{0}", """{"favourite":"yes"}""", "favourite", "favourite must be true or false." },
            { "POST", "albums", """{"title":5}""", "title", "title must be text." },
            { "POST", "videos/bulk", """{"ids":[null]}""", "ids", "ids must be a list of ids." },
            { "POST", "videos/bulk", """{"ids":["x"]}""", "ids", "ids must be a list of ids." },
            { "POST", "videos/bulk", """{"addToAlbum":5}""", "addToAlbum", "addToAlbum must be an id." },
            { "POST", "videos/bulk", """{"shiftSeconds":"far"}""", "shiftSeconds", "shiftSeconds must be a number." },
            {
                "POST",
                "videos/{0}/tokens",
                """{"expiresAt":"tomorrow"}""",
                "expiresAt",
                "expiresAt must be a time, such as 2026-12-24T18:00:00Z."
            },
            {
                "POST",
                "videos/{0}/tokens",
                """{"maxViewers":1.5}""",
                "maxViewers",
                "maxViewers must be a whole number."
            },
            { "PUT", "jobs/schedule", """{"from":"late"}""", "from", "from must be a time of day, such as 22:00." },
            { "POST", "auth/setup", """{"originals":"burn"}""", "originals", "originals must be one of delete, keep." },
            { "PATCH", "videos/{0}", "null", "body", "The body must be a JSON object." },
            { "PATCH", "videos/{0}", "", "body", "The body must be a JSON object." },
            { "PATCH", "videos/{0}", "[]", "body", "The body must be a JSON object." },
            { "PATCH", "videos/{0}", "{\"date\":", "body", "The body is not valid JSON (line 1, column 9)." },
            { "PUT", "background", "{}", "paused", "paused is missing. It must be true or false." },
            { "PUT", "background", "", "paused", "paused is missing. It must be true or false." },
            { "GET", "videos?page=x", null, "page", "page must be a whole number." },
            { "GET", "jobs?pageSize=1.5", null, "pageSize", "pageSize must be a whole number." },
            { "GET", "videos?page=0", null, "page", "page must be at least 1." },
            { "GET", "videos?pageSize=201", null, "pageSize", "pageSize must be from 1 to 200." },
            { "GET", "jobs?page=0", null, "page", "page must be at least 1." },
            { "GET", "videos?status=zz", null, "status", "status must be pending, encoding, ready or failed." },
            { "POST", "auth/private", """{"password":""}""", "password", "password must not be empty." },
            { "POST", "videos/{0}/tokens", """{"maxViewers":0}""", "maxViewers", "maxViewers must be from 1 to" },
            {
                "POST",
                "videos/{0}/tokens",
                """{"neverExpires":true,"expiresInHours":1}""",
                "neverExpires",
                "neverExpires can't be combined"
            },
            {
                "POST",
                "videos/bulk",
                $$"""{"ids":["{{Unknown}}"]}""",
                "ids",
                $"There is no video with the id {Unknown}."
            },
            {
                "POST",
                "videos/bulk",
                $$"""{"ids":["{0}"],"addToAlbum":"{{Unknown}}"}""",
                "addToAlbum",
                $"There is no album with the id {Unknown}."
            },
            {
                "POST",
                "videos/bulk",
                """{"ids":["{0}"],"addToAlbum":"{2}"}""",
                "addToAlbum",
                "Videos can't be added to a smart album, because its videos come from its search."
            },
            {
                "POST",
                "albums/folders",
                $$"""{"path":"Tapes","ids":["{{Unknown}}"]}""",
                "ids",
                "At least one of the videos doesn't exist."
            },
            {
                "POST",
                "albums",
                """{"title":"A","parentId":"x"}""",
                "parentId",
                "parentId must be the id of an album, or be omitted."
            },
            {
                "POST",
                "albums",
                $$"""{"title":"A","parentId":"{{Unknown}}"}""",
                "parentId",
                $"There is no album with the id {Unknown}."
            },
            {
                "POST",
                "albums",
                """{"title":"A","parentId":"{2}"}""",
                "parentId",
                "A smart album can't contain other albums."
            },
            {
                "PATCH",
                "albums/{1}",
                """{"parentId":"{1}"}""",
                "parentId",
                "An album can't be moved into itself or into an album inside it."
            },
            {
                "PATCH",
                "albums/{1}",
                """{"coverId":"x"}""",
                "coverId",
                "coverId must be the id of a video, or be empty."
            },
            {
                "PATCH",
                "albums/{1}",
                $$"""{"coverId":"{{Unknown}}"}""",
                "coverId",
                $"There is no video with the id {Unknown}."
            },
            {
                "PUT",
                "albums/{2}/videos/{0}",
                null,
                "id",
                "Videos can't be added to or removed from a smart album, because its videos come from its search."
            },
            {
                "PUT",
                "people/{3}/face",
                $$"""{"videoId":"{{Unknown}}","atSeconds":1,"left":0,"top":0,"size":0.5}""",
                "videoId",
                $"There is no video with the id {Unknown}."
            },
            { "POST", "people/{3}/merge", """{"into":0}""", "into", "into must be the id of another person." },
        };

    [Fact]
    public async Task A_refused_request_names_the_field_in_plain_words()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var id = await app.AddVideoAsync();
        var albums = app.Services.GetRequiredService<AlbumLibrary>();
        object[] ids =
        [
            id,
            ((AlbumOutcome.Saved)await albums.CreateAsync("Tapes", null, null, null, default)).Album.Id,
            ((AlbumOutcome.Saved)await albums.CreateAsync("Smart", null, null, "beach", default)).Album.Id,
            await AddPersonAsync(app, id),
        ];

        foreach (var row in InvalidRequests)
        {
            var (method, path, body, field, message) = (
                (string)row[0],
                (string)row[1],
                (string?)row[2],
                (string)row[3],
                (string)row[4]
            );
            var problem = await RefusedAsync(client, method, path, body, ids);

            problem.Errors.Should().ContainKey(field, "of {0} {1} {2}: {3}", method, path, body, problem.Detail);
            problem.Errors![field].Should().ContainSingle().Which.Should().StartWith(message);
            problem.Detail.Should().StartWith(message).And.NotContain("StreamVault").And.NotContain("System.");
        }
    }

    [Fact]
    public async Task An_unknown_sort_order_lists_the_known_ones()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();

        var problem = await RefusedAsync(client, "GET", "videos?sort=bad", null, []);

        problem.Errors!["sort"].Single().Should().Contain("-createdAt");
    }

    [Theory]
    [InlineData("utf-7")]
    [InlineData("no-such-charset")]
    public async Task Rejects_a_body_in_an_unknown_charset(string charset)
    {
        await using var app = new StreamVaultApp();
        using var client = app.CreateClient();
        using var body = new StringContent("{}");
        body.Headers.ContentType = MediaTypeHeaderValue.Parse($"application/json; charset={charset}");

        using var answer = await client.PostAsync($"{StreamVaultUrls.Api}/auth/login", body);

        answer.StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("UTF-8");
        app.Logs.AssertNoErrorsLogged();
    }

    private static async Task<int> AddPersonAsync(StreamVaultApp app, VideoId video)
    {
        var changes = new VideoChanges { People = ["Oma"] };
        await app.Services.GetRequiredService<BulkEdit>().ApplyAsync([video], changes, true, default);
        var people = await app.Services.GetRequiredService<TagLibrary>().ListAsync(TagKind.Person, true, default);
        return people.Single().Tag.Id;
    }

    private static async Task<Problem> RefusedAsync(
        HttpClient client,
        string method,
        string path,
        string? body,
        object[] ids
    )
    {
        foreach (var (place, id) in ids.Index())
        {
            path = path.Replace($"{{{place}}}", id.ToString(), StringComparison.Ordinal);
            body = body?.Replace($"{{{place}}}", id.ToString(), StringComparison.Ordinal);
        }

        using var request = new HttpRequestMessage(new HttpMethod(method), $"{StreamVaultUrls.Api}/{path}");
        request.Content = body is null ? null : new StringContent(body, new MediaTypeHeaderValue("application/json"));
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest, "{0} {1} {2}: {3}", method, path, body, text);
        return JsonSerializer.Deserialize<Problem>(text, JsonSerializerOptions.Web)!;
    }

    private sealed record Problem(string? Detail, Dictionary<string, string[]>? Errors);
}
