using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using StreamVault.Core.Entities;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Accounts;

public sealed class LockedSessionTests(StreamVaultApp app) : IClassFixture<StreamVaultApp>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_album_does_not_reveal_a_hidden_cover(bool isPrivate)
    {
        using var unlocked = await UnlockedAsync(app);
        using var locked = await app.SignInAsync();
        var cover = await app.AddVideoAsync("Cover", video => video.IsPrivate = isPrivate);
        var album = await CreateAlbumAsync(unlocked, cover);
        await SendAsync(unlocked.PatchAsJsonAsync(Album(album), new { coverId = cover.Value }), HttpStatusCode.OK);
        if (!isPrivate)
        {
            await TrashAsync(unlocked, cover);
        }

        (await locked.GetStringAsync(StreamVaultUrls.ApiAlbums)).Should().NotContain($"{cover}");
        (await locked.GetStringAsync(Album(album))).Should().NotContain($"{cover}");
        using var renamed = await locked.PatchAsJsonAsync(Album(album), new { title = "Renamed", coverId = "" });
        (await renamed.Content.ReadAsStringAsync()).Should().NotContain($"{cover}");
        if (!isPrivate)
        {
            await RestoreAsync(unlocked, cover);
        }

        var after = await unlocked.GetFromJsonAsync<JsonElement>(Album(album));
        after.GetProperty("title").GetString().Should().Be("Renamed");
        after.GetProperty("coverId").GetString().Should().Be($"{cover}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_person_does_not_reveal_a_hidden_face(bool isPrivate)
    {
        using var unlocked = await UnlockedAsync(app);
        using var locked = await app.SignInAsync();
        var seen = await app.AddVideoAsync();
        var hidden = await app.AddVideoAsync("Face", video => video.IsPrivate = isPrivate);
        await LabelAsync(unlocked, new { people = (string[])["Grandma"] }, seen, hidden);
        var person = $"{StreamVaultUrls.ApiPeople}/{await IdAsync(unlocked, StreamVaultUrls.ApiPeople, "Grandma")}";
        await SendAsync(unlocked.PutAsJsonAsync($"{person}/face", Face(hidden)), HttpStatusCode.NoContent);
        if (!isPrivate)
        {
            await TrashAsync(unlocked, hidden);
        }

        (await locked.GetStringAsync(StreamVaultUrls.ApiPeople)).Should().NotContain($"{hidden}");
        await SendAsync(locked.DeleteAsync($"{person}/face"), HttpStatusCode.NoContent);
        if (!isPrivate)
        {
            await RestoreAsync(unlocked, hidden);
        }

        (await unlocked.GetStringAsync(StreamVaultUrls.ApiPeople)).Should().Contain($"{hidden}");
    }

    [Theory]
    [InlineData(StreamVaultUrls.ApiTags, "tags")]
    [InlineData(StreamVaultUrls.ApiPeople, "people")]
    public async Task A_name_that_only_private_videos_have_does_not_exist(string address, string field)
    {
        await using var app = new StreamVaultApp();
        using var unlocked = await UnlockedAsync(app);
        using var locked = await app.SignInAsync();
        var seen = await app.AddVideoAsync();
        var secret = await app.AddVideoAsync("Secret", video => video.IsPrivate = true);
        await LabelAsync(unlocked, Names(field, "Family"), seen);
        await LabelAsync(unlocked, Names(field, "Hidden"), secret);
        var (family, hidden) = (await IdAsync(unlocked, address, "Family"), await IdAsync(unlocked, address, "Hidden"));

        foreach (
            var (id, status) in ((int, HttpStatusCode)[])
                [(hidden, HttpStatusCode.NotFound), (9_999, HttpStatusCode.NotFound)]
        )
        {
            await SendAsync(locked.PatchAsJsonAsync($"{address}/{id}", new { name = "Other" }), status);
            await SendAsync(locked.DeleteAsync($"{address}/{id}"), status);
            await SendAsync(locked.PostAsJsonAsync($"{address}/{id}/merge", new { into = family }), status);
            await SendAsync(
                locked.PostAsJsonAsync($"{address}/{family}/merge", new { into = id }),
                HttpStatusCode.BadRequest
            );
        }

        await SendAsync(locked.DeleteAsync($"{StreamVaultUrls.ApiPeople}/{hidden}/face"), HttpStatusCode.NotFound);
        await SendAsync(
            locked.PutAsJsonAsync($"{StreamVaultUrls.ApiPeople}/{hidden}/face", Face(seen)),
            HttpStatusCode.NotFound
        );
        (await NamesAsync(unlocked, secret, field)).Should().Equal("Hidden");
    }

    [Theory]
    [InlineData(StreamVaultUrls.ApiTags, "tags")]
    [InlineData(StreamVaultUrls.ApiPeople, "people")]
    public async Task Renaming_to_a_name_that_only_hidden_videos_have_succeeds(string address, string field)
    {
        await using var app = new StreamVaultApp();
        using var unlocked = await UnlockedAsync(app);
        using var locked = await app.SignInAsync();
        var seen = await app.AddVideoAsync();
        var secret = await app.AddVideoAsync("Secret", video => video.IsPrivate = true);
        var both = await app.AddVideoAsync("Both", video => video.IsPrivate = true);
        await LabelAsync(unlocked, Names(field, "Family"), seen);
        await LabelAsync(unlocked, Names(field, "Hidden"), secret);
        await LabelAsync(unlocked, Names(field, "Hidden", "Family"), both);
        var family = await IdAsync(unlocked, address, "Family");

        await SendAsync(
            locked.PatchAsJsonAsync($"{address}/{family}", new { name = "hidden" }),
            HttpStatusCode.NoContent
        );

        foreach (var video in (VideoId[])[seen, secret, both])
        {
            (await NamesAsync(unlocked, video, field)).Should().Equal("hidden");
        }
    }

    [Fact]
    public async Task A_private_video_cannot_be_distinguished_from_an_unknown_one()
    {
        using var unlocked = await UnlockedAsync(app);
        using var locked = await app.SignInAsync();
        var seen = await app.AddVideoAsync();
        var secret = await app.AddVideoAsync("Secret", video => video.IsPrivate = true);
        var album = await CreateAlbumAsync(unlocked, seen, secret);
        await LabelAsync(unlocked, new { people = (string[])["Grandma"] }, seen, secret);
        var person = await IdAsync(unlocked, StreamVaultUrls.ApiPeople, "Grandma");

        foreach (var id in (VideoId[])[secret, VideoId.New(DateTimeOffset.UnixEpoch)])
        {
            await RejectAsync(locked, album, person, id);
        }

        (await VideosAsync(unlocked, album)).Should().BeEquivalentTo([seen, secret]);
    }

    [Fact]
    public async Task A_trashed_video_cannot_be_distinguished_from_an_unknown_one_and_keeps_its_albums()
    {
        using var client = await UnlockedAsync(app);
        var seen = await app.AddVideoAsync();
        var trashed = await app.AddVideoAsync("Trashed");
        var album = await CreateAlbumAsync(client, seen, trashed);
        await LabelAsync(client, new { people = (string[])["Grandma"] }, seen, trashed);
        var person = await IdAsync(client, StreamVaultUrls.ApiPeople, "Grandma");
        await TrashAsync(client, trashed);

        foreach (var id in (VideoId[])[trashed, VideoId.New(DateTimeOffset.UnixEpoch)])
        {
            await RejectAsync(client, album, person, id);
        }

        await RestoreAsync(client, trashed);
        (await VideosAsync(client, album)).Should().BeEquivalentTo([seen, trashed]);
    }

    [Fact]
    public async Task Arranging_an_album_keeps_the_positions_of_hidden_videos()
    {
        using var unlocked = await UnlockedAsync(app);
        using var locked = await app.SignInAsync();
        var first = await app.AddVideoAsync();
        var secret = await app.AddVideoAsync("Secret", video => video.IsPrivate = true);
        var second = await app.AddVideoAsync();
        var trashed = await app.AddVideoAsync();
        var third = await app.AddVideoAsync();
        var album = await CreateAlbumAsync(unlocked, first, secret, second, trashed, third);
        await TrashAsync(unlocked, trashed);

        await SendAsync(
            locked.PatchAsJsonAsync(Album(album), new { videoIds = (Guid[])[third.Value, first.Value] }),
            HttpStatusCode.OK
        );

        (await VideosAsync(locked, album)).Should().Equal(third, first, second);
        await RestoreAsync(unlocked, trashed);
        (await VideosAsync(unlocked, album)).Should().Equal(third, secret, first, trashed, second);
    }

    private static async Task RejectAsync(HttpClient client, Guid album, int person, VideoId id)
    {
        await SendAsync(client.DeleteAsync($"{Album(album)}/videos/{id}"), HttpStatusCode.NotFound);
        await SendAsync(client.PatchAsJsonAsync(Album(album), new { coverId = id.Value }), HttpStatusCode.BadRequest);
        await SendAsync(
            client.PatchAsJsonAsync(Album(album), new { videoIds = (Guid[])[id.Value] }),
            HttpStatusCode.BadRequest
        );
        await SendAsync(
            client.PutAsJsonAsync($"{StreamVaultUrls.ApiPeople}/{person}/face", Face(id)),
            HttpStatusCode.BadRequest
        );
    }

    private static async Task<HttpClient> UnlockedAsync(StreamVaultApp app)
    {
        var client = await app.SignInAsync();
        await SendAsync(
            client.PostAsJsonAsync(StreamVaultUrls.ApiPrivate, new { password = SignedInClient.Password }),
            HttpStatusCode.NoContent
        );
        return client;
    }

    private static async Task<Guid> CreateAlbumAsync(HttpClient client, params VideoId[] videos)
    {
        using var answer = await client.PostAsJsonAsync(StreamVaultUrls.ApiAlbums, new { title = "Tapes" });
        var album = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        foreach (var video in videos)
        {
            await SendAsync(client.PutAsync($"{Album(album)}/videos/{video}", null), HttpStatusCode.NoContent);
        }

        return album;
    }

    private static async Task LabelAsync(HttpClient client, object labels, params VideoId[] videos)
    {
        foreach (var video in videos)
        {
            await SendAsync(client.PatchAsJsonAsync(StreamVaultUrls.ApiVideo(video), labels), HttpStatusCode.OK);
        }
    }

    private static Dictionary<string, string[]> Names(string field, params string[] names) => new() { [field] = names };

    private static Task TrashAsync(HttpClient client, VideoId video) =>
        SendAsync(
            client.PostAsJsonAsync(StreamVaultUrls.ApiBulkEdit, new { ids = (Guid[])[video.Value], trash = true }),
            HttpStatusCode.OK
        );

    private static async Task RestoreAsync(HttpClient client, VideoId video)
    {
        using var answer = await client.PostAsync($"{StreamVaultUrls.ApiTrash}/{video}/restore", null);
        answer.IsSuccessStatusCode.Should().BeTrue();
    }

    private static async Task<VideoId[]> VideosAsync(HttpClient client, Guid album) =>
        [
            .. (await client.GetFromJsonAsync<JsonElement>(Album(album)))
                .GetProperty("videos")
                .EnumerateArray()
                .Select(video => new VideoId(video.GetProperty("id").GetGuid())),
        ];

    private static async Task<string[]> NamesAsync(HttpClient client, VideoId video, string field) =>
        [
            .. (await client.GetFromJsonAsync<JsonElement>(StreamVaultUrls.ApiVideo(video)))
                .GetProperty(field)
                .EnumerateArray()
                .Select(name => name.GetString()!),
        ];

    private static async Task<int> IdAsync(HttpClient client, string address, string name) =>
        (await client.GetFromJsonAsync<JsonElement[]>(address))!
            .Single(tag => tag.GetProperty("name").GetString() == name)
            .GetProperty("id")
            .GetInt32();

    private static object Face(VideoId video) =>
        new
        {
            videoId = video.Value,
            atSeconds = 0.5,
            left = 0.1,
            top = 0.1,
            size = 0.5,
        };

    private static string Album(Guid album) => $"{StreamVaultUrls.ApiAlbums}/{album}";

    private static async Task SendAsync(Task<HttpResponseMessage> sending, HttpStatusCode expected)
    {
        using var answer = await sending;
        answer.StatusCode.Should().Be(expected, await answer.Content.ReadAsStringAsync());
    }
}
