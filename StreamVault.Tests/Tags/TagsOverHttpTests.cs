using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Tags;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Tags;

public sealed class TagsOverHttpTests
{
    [Fact]
    public async Task A_video_gets_exactly_the_tags_and_people_that_are_sent()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var video = await app.AddVideoAsync();
        await PatchAsync(client, video, new { tags = (string[])["Old"], people = (string[])["Grandma"] });

        var answer = await PatchAsync(
            client,
            video,
            new { tags = (string[])[" Christmas  Eve ", "christmas eve", "Family"] }
        );

        Texts(answer, "tags").Should().Equal("Christmas Eve", "Family");
        Texts(answer, "people").Should().Equal("Grandma");
        (await NamesAsync(client, StreamVaultUrls.ApiTags)).Should().Equal("Christmas Eve", "Family");
    }

    [Fact]
    public async Task Names_that_differ_in_case_or_accents_are_the_same_tag()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var (first, second) = (await app.AddVideoAsync(), await app.AddVideoAsync());
        await PatchAsync(client, first, new { tags = (string[])["Ömas Straße"] });

        var answer = await PatchAsync(client, second, new { tags = (string[])["omas strasse"] });

        Texts(answer, "tags").Should().Equal("Ömas Straße");
    }

    [Fact]
    public async Task A_change_contains_everything_or_nothing()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var video = await app.AddVideoAsync("Before");

        using var answer = await client.PatchAsJsonAsync(
            StreamVaultUrls.ApiVideo(video),
            new
            {
                title = "After",
                favourite = true,
                people = (string[])["\u0007"],
            }
        );

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("errors")
            .TryGetProperty("people", out _)
            .Should()
            .BeTrue();
        (await app.ReadVideoAsync(video)).Title.Should().Be("Before");
    }

    [Fact]
    public async Task Counts_leave_out_videos_in_the_trash_and_private_ones()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var (seen, trashed) = (await app.AddVideoAsync(), await app.AddVideoAsync());
        var hidden = await app.AddVideoAsync();
        await PatchAsync(client, seen, new { tags = (string[])["Family"] });
        await PatchAsync(client, trashed, new { tags = (string[])["Family"] });
        await PatchAsync(client, hidden, new { tags = (string[])["Family", "Secret"] });
        await BulkAsync(client, new { ids = (Guid[])[trashed.Value], trash = true });
        await BulkAsync(client, new { ids = (Guid[])[hidden.Value], @private = true });

        var tags = await client.GetFromJsonAsync<JsonElement[]>(StreamVaultUrls.ApiTags);

        var tag = tags.Should().ContainSingle().Which;
        tag.GetProperty("name").GetString().Should().Be("Family");
        tag.GetProperty("videos").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task A_renamed_tag_has_its_new_name_on_all_videos()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var video = await app.AddVideoAsync();
        await PatchAsync(client, video, new { tags = (string[])["Chrismas", "Family"] });
        var id = await IdAsync(client, StreamVaultUrls.ApiTags, "Chrismas");

        using var renamed = await client.PatchAsJsonAsync(
            $"{StreamVaultUrls.ApiTags}/{id}",
            new { name = "Christmas" }
        );
        using var taken = await client.PatchAsJsonAsync($"{StreamVaultUrls.ApiTags}/{id}", new { name = "FAMILY" });
        using var invalid = await client.PatchAsJsonAsync($"{StreamVaultUrls.ApiTags}/{id}", new { name = "" });

        renamed.StatusCode.Should().Be(HttpStatusCode.NoContent);
        taken.StatusCode.Should().Be(HttpStatusCode.Conflict);
        invalid.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await NamesAsync(client, StreamVaultUrls.ApiTags)).Should().Equal("Christmas", "Family");
    }

    [Fact]
    public async Task Merging_keeps_the_videos_of_both()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var (first, both) = (await app.AddVideoAsync(), await app.AddVideoAsync());
        await PatchAsync(client, first, new { people = (string[])["Oma"] });
        await PatchAsync(client, both, new { people = (string[])["Oma", "Grandma"] });
        var (oma, grandma) = (
            await IdAsync(client, StreamVaultUrls.ApiPeople, "Oma"),
            await IdAsync(client, StreamVaultUrls.ApiPeople, "Grandma")
        );

        using var merged = await client.PostAsJsonAsync(
            $"{StreamVaultUrls.ApiPeople}/{oma}/merge",
            new { into = grandma }
        );
        using var itself = await client.PostAsJsonAsync(
            $"{StreamVaultUrls.ApiPeople}/{grandma}/merge",
            new { into = grandma }
        );

        merged.StatusCode.Should().Be(HttpStatusCode.NoContent);
        itself.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        var people = await client.GetFromJsonAsync<JsonElement[]>(StreamVaultUrls.ApiPeople);
        people.Should().ContainSingle().Which.GetProperty("videos").GetInt32().Should().Be(2);
    }

    [Fact]
    public async Task Deleting_a_tag_keeps_its_videos()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var video = await app.AddVideoAsync();
        await PatchAsync(client, video, new { tags = (string[])["Old"], people = (string[])["Old"] });
        var id = await IdAsync(client, StreamVaultUrls.ApiTags, "Old");

        using var deleted = await client.DeleteAsync($"{StreamVaultUrls.ApiTags}/{id}");
        using var again = await client.DeleteAsync($"{StreamVaultUrls.ApiTags}/{id}");

        deleted.StatusCode.Should().Be(HttpStatusCode.NoContent);
        again.StatusCode.Should().Be(HttpStatusCode.NotFound);
        var answer = await client.GetFromJsonAsync<JsonElement>(StreamVaultUrls.ApiVideo(video));
        Texts(answer, "tags").Should().BeEmpty();
        Texts(answer, "people").Should().Equal("Old");
    }

    [Fact]
    public async Task A_face_is_checked_and_stored()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var video = await app.AddVideoAsync();
        await PatchAsync(client, video, new { people = (string[])["Grandma"] });
        var id = await IdAsync(client, StreamVaultUrls.ApiPeople, "Grandma");
        var face = $"{StreamVaultUrls.ApiPeople}/{id}/face";

        using var outside = await client.PutAsJsonAsync(face, Square(video.Value, 1.2));
        using var unknown = await client.PutAsJsonAsync(face, Square(Guid.NewGuid(), 0.2));
        using var stored = await client.PutAsJsonAsync(face, Square(video.Value, 0.2));
        using var picture = await client.GetAsync($"{face}.jpg");

        outside.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        unknown.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        stored.StatusCode.Should().Be(HttpStatusCode.NoContent);
        picture.StatusCode.Should().Be(HttpStatusCode.NotFound, "the video isn't ready");
        var people = await client.GetFromJsonAsync<JsonElement[]>(StreamVaultUrls.ApiPeople);
        people!.Single().GetProperty("face").GetProperty("left").GetDouble().Should().Be(0.2);

        static object Square(Guid videoId, double left) =>
            new
            {
                videoId,
                atSeconds = 1.5,
                left,
                top = 0.1,
                size = 0.3,
            };
    }

    [Fact]
    public async Task Completion_finds_the_beginning_of_any_word()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var video = await app.AddVideoAsync();
        await PatchAsync(client, video, new { people = (string[])["Grandma Ärna", "Arno", "Bernd"] });

        var found = await app
            .Services.GetRequiredService<TagLibrary>()
            .CompleteAsync(TagKind.Person, "ÄR", 10, false, CancellationToken.None);

        found.Select(listing => listing.Tag.Name).Should().Equal("Arno", "Grandma Ärna");
    }

    private static async Task<JsonElement> PatchAsync(HttpClient client, VideoId video, object changes)
    {
        using var answer = await client.PatchAsJsonAsync(StreamVaultUrls.ApiVideo(video), changes);
        answer.StatusCode.Should().Be(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task BulkAsync(HttpClient client, object changes)
    {
        using var answer = await client.PostAsJsonAsync(StreamVaultUrls.ApiBulkEdit, changes);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private static async Task<string[]> NamesAsync(HttpClient client, string address) =>
        [
            .. (await client.GetFromJsonAsync<JsonElement[]>(address))!.Select(tag =>
                tag.GetProperty("name").GetString()!
            ),
        ];

    private static async Task<int> IdAsync(HttpClient client, string address, string name) =>
        (await client.GetFromJsonAsync<JsonElement[]>(address))!
            .Single(tag => tag.GetProperty("name").GetString() == name)
            .GetProperty("id")
            .GetInt32();

    private static IEnumerable<string> Texts(JsonElement json, string name) =>
        json.GetProperty(name).EnumerateArray().Select(text => text.GetString()!);
}
