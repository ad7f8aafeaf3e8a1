using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Albums;

public sealed class SmartAlbumTests(StreamVaultApp app) : IClassFixture<StreamVaultApp>
{
    [Fact]
    public async Task A_smart_album_contains_no_other_albums_and_takes_no_videos()
    {
        using var client = await app.SignInAsync();
        var video = await app.AddVideoAsync("Birthday");
        var smart = await CreateAsync(client, new { title = "Smart", query = "birthday" });
        var normal = await CreateAsync(client, new { title = "Normal" });

        await RefusesAsync(
            client.PostAsJsonAsync(StreamVaultUrls.ApiAlbums, new { title = "Inner", parentId = smart }),
            "parentId"
        );
        await RefusesAsync(client.PatchAsJsonAsync(Of(normal), new { parentId = smart }), "parentId");
        await RefusesAsync(client.PatchAsJsonAsync(Of(smart), new { videoIds = (Guid[])[video.Value] }), "videoIds");
        await RefusesAsync(client.PutAsync($"{Of(smart)}/videos/{video}", null), "id");
        await RefusesAsync(client.DeleteAsync($"{Of(smart)}/videos/{video}"), "id");
        await RefusesAsync(
            client.PostAsJsonAsync(
                StreamVaultUrls.ApiBulkEdit,
                new { ids = (Guid[])[video.Value], addToAlbum = smart }
            ),
            "addToAlbum"
        );

        using var moved = await client.PatchAsJsonAsync(Of(smart), new { parentId = normal });
        moved.StatusCode.Should().Be(HttpStatusCode.OK, "a smart album can be in a normal one");
    }

    [Theory]
    [InlineData("tagg:christmas", "“tagg:” isn't a search key")]
    [InlineData("beach year:soon", "“soon” isn't a valid value of “year:”")]
    [InlineData("-is:old", "favourite, private, ready, watched or unfinished")]
    [InlineData("has:sound", "subtitles")]
    [InlineData("tag:", "“tag:” needs a value, for example christmas")]
    [InlineData("person:\"\"", "“person:” needs a value")]
    [InlineData("\"\"", "no words and no conditions")]
    [InlineData("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21", "at most 20")]
    public async Task A_search_that_cannot_be_understood_is_not_saved(string query, string why)
    {
        using var client = await app.SignInAsync();
        var smart = await CreateAsync(client, new { title = "Smart", query = "birthday" });

        await RefusesAsync(client.PostAsJsonAsync(StreamVaultUrls.ApiAlbums, new { title = "A", query }), "query", why);
        await RefusesAsync(client.PatchAsJsonAsync(Of(smart), new { query }), "query", why);
        var album = await client.GetFromJsonAsync<JsonElement>(Of(smart));
        album.GetProperty("query").GetString().Should().Be("birthday");
    }

    [Theory]
    [InlineData("\"Mission: impossible\"")]
    [InlineData("12:30")]
    [InlineData("tag:christmas -person:anna year:1998-2003 is:favourite")]
    [InlineData("YEAR:199X")]
    [InlineData("🎂")]
    public async Task Searches_with_words_and_valid_conditions_are_saved(string query)
    {
        using var client = await app.SignInAsync();

        await CreateAsync(client, new { title = "Smart", query });
    }

    private static async Task RefusesAsync(Task<HttpResponseMessage> asking, string field, string why = "smart album")
    {
        using var answer = await asking;
        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("errors").GetProperty(field)[0].GetString().Should().ContainEquivalentOf(why);
    }

    private static string Of(Guid album) => $"{StreamVaultUrls.ApiAlbums}/{album}";

    private static async Task<Guid> CreateAsync(HttpClient client, object album)
    {
        using var answer = await client.PostAsJsonAsync(StreamVaultUrls.ApiAlbums, album);
        answer.StatusCode.Should().Be(HttpStatusCode.Created);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }
}
