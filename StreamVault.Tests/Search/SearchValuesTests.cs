using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Trash;

namespace StreamVault.Tests.Search;

public sealed class SearchValuesTests(StreamVaultApp app) : IClassFixture<StreamVaultApp>
{
    private static readonly string[] Values =
    [
        "",
        "NaN",
        "nan",
        "-NaN",
        "Infinity",
        "-Infinity",
        "∞",
        "-∞",
        "1e400",
        "1e3",
        "-5",
        "+5",
        "0",
        ".",
        ".5",
        "5.",
        "1,5",
        "0x10",
        new('9', 20),
        new('9', 400),
        "999999m",
        "9999h999999m99999999s",
        "999:9999:99",
        "99:99:99:99",
        "hms",
        "0000",
        "1799",
        "1800",
        "2199",
        "2199-12-31",
        "2200",
        "9999-12-31",
        "9999-9999",
        "2003-1998",
        "1998-02-30",
        "1998-24",
        "2199-24",
        "18XX",
        "21XX",
        "219X",
        "XXXX",
        "..",
        "../..",
        "1998/..",
        "../1800",
        "2199/..",
        "1998..2003",
        "1998~",
        "-1998",
        "١٩٩٨",
        "'\"*(){}^:%_",
        "🎥",
    ];

    [Theory]
    [InlineData("longer")]
    [InlineData("shorter")]
    [InlineData("year")]
    [InlineData("before")]
    [InlineData("after")]
    public async Task No_value_breaks_a_search_or_the_list_of_albums(string key)
    {
        using var client = await app.SignInAsync();
        await app.AddVideoAsync();
        foreach (var value in Values)
        {
            foreach (var query in (string[])[$"{key}:{value}", $"-{key}:{value}", $"{key}:\"{value}\""])
            {
                using var found = await client.GetAsync(
                    $"{StreamVaultUrls.ApiVideos}?search={Uri.EscapeDataString(query)}"
                );
                found.StatusCode.Should().Be(HttpStatusCode.OK, query);
            }

            using var created = await client.PostAsJsonAsync(
                StreamVaultUrls.ApiAlbums,
                new { title = "Smart", query = $"{key}:{value}" }
            );
            created.StatusCode.Should().BeOneOf([HttpStatusCode.Created, HttpStatusCode.BadRequest], value);
        }

        // Earlier versions saved any search.
        await app.ChangeAsync(database => database.Albums.ExecuteDelete());
        await app.ChangeAsync(database => database.Albums.AddRange(Values.Select(value => Smart($"{key}:{value}"))));

        var albums = await client.GetFromJsonAsync<JsonElement[]>(StreamVaultUrls.ApiAlbums);
        albums.Should().HaveSameCount(Values);
    }

    private static Album Smart(string query) =>
        new()
        {
            Id = AlbumId.New(DateTimeOffset.UnixEpoch),
            Title = "Smart",
            Query = query,
            CreatedAt = DateTimeOffset.UnixEpoch,
            UpdatedAt = DateTimeOffset.UnixEpoch,
        };

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("∞")]
    [InlineData("-5")]
    [InlineData("99999999999999999999")]
    public async Task A_value_that_is_no_duration_is_searched_as_words(string value)
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        await app.AddVideoAsync($"Shorter {value}");
        await app.AddVideoAsync("Tape", video => video.DurationSeconds = 1);

        var found = await client.GetFromJsonAsync<JsonElement>(
            $"{StreamVaultUrls.ApiVideos}?search={Uri.EscapeDataString($"shorter:{value}")}"
        );

        found
            .GetProperty("items")
            .EnumerateArray()
            .Select(video => video.GetProperty("title").GetString())
            .Should()
            .Equal($"Shorter {value}");
    }
}
