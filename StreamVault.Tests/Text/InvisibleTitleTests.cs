using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Albums;
using StreamVault.Core.BulkEdits;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Tags;
using StreamVault.Core.Uploads;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Uploads;

namespace StreamVault.Tests.Text;

/// <summary>Titles and names that look empty, wherever one can be entered or comes from a file.</summary>
public sealed class InvisibleTitleTests(StreamVaultApp app) : IClassFixture<StreamVaultApp>
{
    // {0} is the id of a video, {1} of an album, {2} of a tag and {3} of a person.
    public static TheoryData<string, string, string> Doors =>
        new()
        {
            { "PATCH videos/{0}", "title", "The title needs at least one visible character." },
            { "POST albums", "title", "title needs at least one visible character." },
            { "PATCH albums/{1}", "title", "title needs at least one visible character." },
            { "POST albums/folders", "path", "path must name at least one folder" },
            { "PATCH tags/{2}", "name", "name must have 1 to" },
            { "PATCH people/{3}", "name", "name must have 1 to" },
            { "PATCH videos/{0}", "tags", "tags contains an invalid name." },
            { "PATCH videos/{0}", "people", "people contains an invalid name." },
            { "POST videos/bulk", "addTags", "addTags contains an invalid name." },
            { "POST videos/bulk", "addPeople", "addPeople contains an invalid name." },
        };

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Rejects_a_title_or_name_that_looks_empty(string request, string field, string message)
    {
        using var client = await app.SignInAsync();
        var video = await app.AddVideoAsync();
        var address = string.Format(
            null,
            request,
            video,
            await AlbumAsync(),
            await TagAsync(TagKind.Tag, video),
            await TagAsync(TagKind.Person, video)
        );
        var isList = field is "tags" or "people" or "addTags" or "addPeople";

        foreach (var text in InvisibleTexts.All)
        {
            var body = new Dictionary<string, object> { [field] = isList ? new[] { text } : text };
            if (address.StartsWith("POST", StringComparison.Ordinal) && field != "title")
            {
                body["ids"] = new[] { video.Value };
            }

            (await FaultAsync(client, address, body, field)).Should().StartWith(message, "of {0}", Escaped(text));
        }
    }

    [Fact]
    public async Task Rejects_an_upload_with_a_title_that_looks_empty()
    {
        using var client = await app.SignInAsync();

        // Spaces alone are an omitted field.
        foreach (var text in InvisibleTexts.All.Where(text => !string.IsNullOrWhiteSpace(text)))
        {
            using var form = await client.SendUploadAsync(new ByteArrayContent([1]), "clip.mp4", text);
            using var tus = await client.TusCreateAsync(1, title: text);

            foreach (var answer in (HttpResponseMessage[])[form, tus])
            {
                answer.StatusCode.Should().Be(HttpStatusCode.BadRequest, "of {0}", Escaped(text));
                (await answer.Content.ReadFromJsonAsync<ProblemJson>())!
                    .Detail.Should()
                    .StartWith("The title needs at least one visible character.");
            }
        }
    }

    [Fact]
    public async Task Rejects_a_username_that_looks_empty()
    {
        await using var empty = new StreamVaultApp();
        using var client = empty.CreateClient();

        foreach (var username in InvisibleTexts.All)
        {
            using var answer = await client.PostAsJsonAsync(
                StreamVaultUrls.ApiSetup,
                new { username, password = SignedInClient.Password }
            );

            answer.StatusCode.Should().Be(HttpStatusCode.BadRequest, "of {0}", Escaped(username));
            (await answer.Content.ReadAsStringAsync()).Should().Contain("Choose a username.");
        }
    }

    [Fact]
    public async Task Descriptions_that_look_empty_are_not_stored()
    {
        using var client = await app.SignInAsync();
        var video = $"{StreamVaultUrls.ApiVideos}/{await app.AddVideoAsync()}";

        foreach (var description in InvisibleTexts.All.Where(text => !text.Any(char.IsControl)))
        {
            using var label = await client.PostAsJsonAsync($"{video}/tokens", new { description });
            using var described = await client.PatchAsJsonAsync(video, new { description });
            using var album = await client.PostAsJsonAsync(StreamVaultUrls.ApiAlbums, new { title = "A", description });

            foreach (var answer in (HttpResponseMessage[])[label, described, album])
            {
                answer.IsSuccessStatusCode.Should().BeTrue(await answer.Content.ReadAsStringAsync());
                var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
                json.GetProperty("description").GetString().Should().BeNull("of {0}", Escaped(description));
            }
        }
    }

    [Fact]
    public void Files_and_folders_whose_names_look_empty_get_the_usual_titles()
    {
        foreach (var text in InvisibleTexts.All)
        {
            var inFolder = new UploadDetails("MOV001.avi", null, null)
            {
                RelativePath = $"Christmas/{text}/MOV001.avi",
            };

            UploadTitle.From($"{text}.mp4").Should().Be("Untitled", "of {0}", Escaped(text));
            UploadTitle.Of(inFolder, null, null).Should().Be("Christmas – MOV001", "of {0}", Escaped(text));
            AlbumPath.Read($"Tapes/{text}/1998").Should().Equal("Tapes", "1998");
        }
    }

    [Fact]
    public void Restored_titles_and_names_that_look_empty_are_replaced_or_left_out()
    {
        foreach (var text in InvisibleTexts.All)
        {
            var sidecar = new VideoSidecar
            {
                Id = Guid.NewGuid(),
                Title = text,
                UserTags = [text, "Christmas"],
                People = [text],
            };

            sidecar.ToVideo(VideoStatus.Ready).Title.Should().Be("Untitled", "of {0}", Escaped(text));
            sidecar.Names.Should().Equal((TagKind.Tag, "Christmas"));
        }
    }

    private async Task<AlbumId> AlbumAsync()
    {
        var albums = app.Services.GetRequiredService<AlbumLibrary>();
        return ((AlbumOutcome.Saved)await albums.CreateAsync("Tapes", null, null, null, default)).Album.Id;
    }

    private async Task<int> TagAsync(TagKind kind, VideoId video)
    {
        var changes = kind == TagKind.Tag ? new VideoChanges { Tags = ["Oma"] } : new VideoChanges { People = ["Oma"] };
        await app.Services.GetRequiredService<BulkEdit>().ApplyAsync([video], changes, true, default);
        return (await app.Services.GetRequiredService<TagLibrary>().ListAsync(kind, true, default)).Single().Tag.Id;
    }

    private static async Task<string?> FaultAsync(HttpClient client, string address, object body, string field)
    {
        var parts = address.Split(' ');
        using var request = new HttpRequestMessage(new HttpMethod(parts[0]), $"{StreamVaultUrls.Api}/{parts[1]}")
        {
            Content = JsonContent.Create(body),
        };
        using var answer = await client.SendAsync(request);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return json.TryGetProperty("errors", out var errors) && errors.TryGetProperty(field, out var faults)
            ? faults[0].GetString()
            : json.ToString();
    }

    private static string Escaped(string text) => JsonSerializer.Serialize(text);
}
