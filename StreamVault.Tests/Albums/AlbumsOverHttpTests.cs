using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Albums;
using StreamVault.Core.Entities;
using StreamVault.Core.Recording;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Albums;

public sealed class AlbumsOverHttpTests(StreamVaultApp app) : IClassFixture<StreamVaultApp>
{
    [Fact]
    public async Task An_album_lists_its_videos_by_date_and_then_by_hand()
    {
        using var client = await app.SignInAsync();
        var late = await app.AddVideoAsync("Late", video => video.ApproximateDate = EdtfDate.Parse("1999", null));
        var undated = await app.AddVideoAsync("Undated");
        var early = await app.AddVideoAsync("Early", video => video.ApproximateDate = EdtfDate.Parse("1998", null));
        var album = await CreateAsync(client, new { title = "Tapes", description = "From the attic" });
        foreach (var video in (VideoId[])[late, undated, early])
        {
            using var added = await client.PutAsync($"{Of(album)}/videos/{video}", null);
            added.StatusCode.Should().Be(HttpStatusCode.NoContent);
        }

        (await TitlesAsync(client, album)).Should().Equal("Early", "Late", "Undated");
        using var arranged = await client.PatchAsJsonAsync(
            Of(album),
            new { videoIds = (Guid[])[undated.Value, late.Value] }
        );

        (await TitlesAsync(client, album)).Should().Equal("Undated", "Late", "Early");
        var json = await client.GetFromJsonAsync<JsonElement>(Of(album));
        json.GetProperty("order").GetString().Should().Be("manual");
        json.GetProperty("videoCount").GetInt32().Should().Be(3);
        json.GetProperty("description").GetString().Should().Be("From the attic");
    }

    [Fact]
    public async Task Adding_and_removing_a_video_can_be_repeated()
    {
        using var client = await app.SignInAsync();
        var video = await app.AddVideoAsync();
        var album = await CreateAsync(client, new { title = "Tapes" });
        var entry = $"{Of(album)}/videos/{video}";

        (await StatusAsync(client.PutAsync(entry, null))).Should().Be(HttpStatusCode.NoContent);
        (await StatusAsync(client.PutAsync(entry, null))).Should().Be(HttpStatusCode.NoContent);
        (await TitlesAsync(client, album)).Should().ContainSingle();
        (await StatusAsync(client.DeleteAsync(entry))).Should().Be(HttpStatusCode.NoContent);
        (await StatusAsync(client.DeleteAsync(entry))).Should().Be(HttpStatusCode.NotFound);
        (await StatusAsync(client.PutAsync($"{Of(album)}/videos/{Guid.NewGuid()}", null)))
            .Should()
            .Be(HttpStatusCode.NotFound);
        (await StatusAsync(client.PutAsync($"{Of(Guid.NewGuid())}/videos/{video}", null)))
            .Should()
            .Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{}""", "title")]
    [InlineData("""{"title":" "}""", "title")]
    [InlineData("""{"title":"a\u0000b"}""", "title")]
    [InlineData("""{"title":"A","description":"a\u0000b"}""", "description")]
    [InlineData("""{"title":"A","parentId":"x"}""", "parentId")]
    [InlineData("""{"title":"A","parentId":"019ad3c2-7f00-7a3e-9c1d-2b5e8f6a0d41"}""", "parentId")]
    public async Task Rejects_an_invalid_album(string body, string field)
    {
        using var client = await app.SignInAsync();

        using var content = new StringContent(body, null, "application/json");
        using var answer = await client.PostAsync(StreamVaultUrls.ApiAlbums, content);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("errors")
            .TryGetProperty(field, out _)
            .Should()
            .BeTrue();
    }

    [Fact]
    public async Task An_album_cannot_be_moved_into_itself_or_too_deep()
    {
        using var client = await app.SignInAsync();
        var albums = new List<Guid>();
        for (var depth = 1; depth <= Album.MaxDepth; depth++)
        {
            albums.Add(
                await CreateAsync(
                    client,
                    new { title = $"Level {depth}", parentId = depth > 1 ? $"{albums[^1]}" : null }
                )
            );
        }

        var other = await CreateAsync(client, new { title = "Other" });

        (await StatusAsync(MoveAsync(albums[0], albums[2]))).Should().Be(HttpStatusCode.BadRequest);
        (await StatusAsync(MoveAsync(albums[0], albums[0]))).Should().Be(HttpStatusCode.BadRequest);
        (await StatusAsync(MoveAsync(other, albums[^1]))).Should().Be(HttpStatusCode.BadRequest);
        (await StatusAsync(MoveAsync(other, albums[^2]))).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(client.PatchAsJsonAsync(Of(other), new { parentId = "" }))).Should().Be(HttpStatusCode.OK);
        (await client.GetFromJsonAsync<JsonElement>(Of(other))).GetProperty("parentId").GetString().Should().BeNull();

        Task<HttpResponseMessage> MoveAsync(Guid album, Guid parent) =>
            client.PatchAsJsonAsync(Of(album), new { parentId = parent });
    }

    [Fact]
    public async Task Deleting_an_album_keeps_its_videos_and_moves_its_albums_up()
    {
        using var client = await app.SignInAsync();
        var video = await app.AddVideoAsync();
        var outer = await CreateAsync(client, new { title = "Outer" });
        var middle = await CreateAsync(client, new { title = "Middle", parentId = outer });
        var inner = await CreateAsync(client, new { title = "Inner", parentId = middle });
        await client.PutAsync($"{Of(middle)}/videos/{video}", null);

        (await StatusAsync(client.DeleteAsync(Of(middle)))).Should().Be(HttpStatusCode.NoContent);

        (await client.GetFromJsonAsync<JsonElement>(Of(inner))).GetProperty("parentId").GetGuid().Should().Be(outer);
        var json = await client.GetFromJsonAsync<JsonElement>(StreamVaultUrls.ApiVideo(video));
        json.GetProperty("albums").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task A_smart_album_contains_the_results_of_its_search()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var video = await app.AddVideoAsync("Birthday in May");
        await app.AddVideoAsync("Tape");

        var album = await CreateAsync(client, new { title = "Birthdays", query = "birthday" });

        (await TitlesAsync(client, album)).Should().Equal("Birthday in May");
        (await StatusAsync(client.PutAsync($"{Of(album)}/videos/{video}", null)))
            .Should()
            .Be(HttpStatusCode.BadRequest);
        var listed = (await client.GetFromJsonAsync<JsonElement[]>(StreamVaultUrls.ApiAlbums))!.Single();
        listed.GetProperty("videoCount").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task Private_and_trashed_videos_are_neither_listed_nor_counted()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        VideoId[] videos =
        [
            await app.AddVideoAsync("Seen"),
            await app.AddVideoAsync("Secret"),
            await app.AddVideoAsync("Old"),
        ];
        var album = await CreateAsync(client, new { title = "Tapes" });
        await client.PostAsJsonAsync(
            StreamVaultUrls.ApiBulkEdit,
            new { ids = videos.Select(v => v.Value), addToAlbum = album }
        );
        await client.PostAsJsonAsync(
            StreamVaultUrls.ApiBulkEdit,
            new { ids = (Guid[])[videos[1].Value], @private = true }
        );
        await client.PostAsJsonAsync(
            StreamVaultUrls.ApiBulkEdit,
            new { ids = (Guid[])[videos[2].Value], trash = true }
        );

        (await TitlesAsync(client, album)).Should().Equal("Seen");
        (await StatusAsync(client.PutAsync($"{Of(album)}/videos/{videos[1]}", null)))
            .Should()
            .Be(HttpStatusCode.NotFound);
        var listed = (await client.GetFromJsonAsync<JsonElement[]>(StreamVaultUrls.ApiAlbums))!.Single();
        listed.GetProperty("videoCount").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task The_first_ready_video_is_the_cover_until_one_is_chosen()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        await app.AddVideoAsync("Waiting");
        var first = await app.AddVideoAsync("First", video => video.Status = VideoStatus.Ready);
        var second = await app.AddVideoAsync("Second", video => video.Status = VideoStatus.Ready);
        var outer = await CreateAsync(client, new { title = "Outer" });
        var album = await CreateAsync(client, new { title = "Inner", parentId = outer });
        await client.PatchAsJsonAsync(Of(album), new { order = "manual" });
        await client.PostAsJsonAsync(
            StreamVaultUrls.ApiBulkEdit,
            new { ids = (Guid[])[first.Value, second.Value], addToAlbum = album }
        );
        var albums = app.Services.GetRequiredService<AlbumLibrary>();

        (await albums.ListAsync(false, default)).Should().OnlyContain(listing => listing.Cover == first);
        await client.PatchAsJsonAsync(Of(album), new { coverId = second.Value });
        (await albums.ListAsync(false, default)).Should().OnlyContain(listing => listing.Cover == second);
    }

    private static string Of(Guid album) => $"{StreamVaultUrls.ApiAlbums}/{album}";

    private static async Task<Guid> CreateAsync(HttpClient client, object album)
    {
        using var answer = await client.PostAsJsonAsync(StreamVaultUrls.ApiAlbums, album);
        answer.StatusCode.Should().Be(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private static async Task<HttpStatusCode> StatusAsync(Task<HttpResponseMessage> sending)
    {
        using var answer = await sending;
        return answer.StatusCode;
    }

    private static async Task<string[]> TitlesAsync(HttpClient client, Guid album) =>
        [
            .. (await client.GetFromJsonAsync<JsonElement>(Of(album)))
                .GetProperty("videos")
                .EnumerateArray()
                .Select(video => video.GetProperty("title").GetString()!),
        ];
}
