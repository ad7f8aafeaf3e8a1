using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using StreamVault.Core.Entities;
using StreamVault.Core.Recording;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.BulkEdits;

public sealed class BulkEditOverHttpTests(StreamVaultApp app) : IClassFixture<StreamVaultApp>
{
    [Fact]
    public async Task One_request_changes_all_videos()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        VideoId[] videos = [await app.AddVideoAsync("One"), await app.AddVideoAsync("Two")];
        var album = await AlbumAsync(client, "Christmas");

        using var answer = await EditAsync(
            client,
            new
            {
                ids = videos.Select(video => video.Value),
                addTags = (string[])["Christmas", "Family"],
                addToAlbum = album,
                date = "1998-12~",
                favourite = true,
            }
        );

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        body.GetProperty("changed").GetInt32().Should().Be(2);
        var video = await client.GetFromJsonAsync<JsonElement>(StreamVaultUrls.ApiVideo(videos[1]));
        Texts(video, "tags").Should().Equal("Christmas", "Family");
        Texts(video, "albums").Should().Equal($"{album}");
        video.GetProperty("date").GetString().Should().Be("1998-12~");
        video.GetProperty("favourite").GetBoolean().Should().BeTrue();
        video.GetProperty("private").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task Only_videos_that_were_different_count_as_changed()
    {
        using var client = await app.SignInAsync();
        var star = await app.AddVideoAsync("One", video => video.IsFavourite = true);
        var plain = await app.AddVideoAsync("Two");

        using var answer = await EditAsync(client, new { ids = (Guid[])[star.Value, plain.Value], favourite = true });

        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Texts(body, "ids").Should().Equal($"{plain}");
    }

    [Fact]
    public async Task Shifting_moves_exact_times_by_seconds_and_approximate_dates_by_days()
    {
        using var client = await app.SignInAsync();
        var exact = await app.AddVideoAsync(
            "Exact",
            video => video.Recorded = RecordingDate.Parse("2019-07-04T23:30:00+02:00", TimeZoneInfo.Utc)
        );
        var month = await app.AddVideoAsync("Month", video => video.ApproximateDate = EdtfDate.Parse("1998-12~", null));
        var undated = await app.AddVideoAsync("Undated");

        using var answer = await EditAsync(
            client,
            new { ids = (Guid[])[exact.Value, month.Value, undated.Value], shiftSeconds = 31 * 86_400 + 3_600 }
        );

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await app.ReadVideoAsync(exact)).Recorded!.ToString().Should().Be("2019-08-05 00:30:00 +02:00");
        (await app.ReadVideoAsync(month)).Date!.Text.Should().Be("1999-01~");
        (await app.ReadVideoAsync(undated)).Date.Should().BeNull();
    }

    [Theory]
    [InlineData("""{"ids":[],"favourite":true}""", "ids")]
    [InlineData("""{"favourite":true}""", "ids")]
    [InlineData("""{"ids":["019ad3c2-7f00-7a3e-9c1d-2b5e8f6a0d41"],"favourite":true}""", "ids")]
    [InlineData("""{"ids":["ID","019ad3c2-7f00-7a3e-9c1d-2b5e8f6a0d41"],"favourite":true}""", "ids")]
    [InlineData("""{"ids":["ID","00000000-0000-0000-0000-000000000000"],"favourite":true}""", "ids")]
    [InlineData(
        """{"ids":["00000000-0000-0000-0000-000000000000","ID","019ad3c2-7f00-7a3e-9c1d-2b5e8f6a0d41"],"favourite":true}""",
        "ids"
    )]
    [InlineData("""{"ids":["ID"],"favourite":true,"addTags":["  "]}""", "addTags")]
    [InlineData("""{"ids":["ID"],"favourite":true,"addTags":[null]}""", "addTags")]
    [InlineData("""{"ids":["ID"],"favourite":true,"removeTags":["a\u0001b"]}""", "removeTags")]
    [InlineData("""{"ids":["ID"],"favourite":true,"date":"Christmas"}""", "date")]
    [InlineData("""{"ids":["ID"],"favourite":true,"date":"1998-13-01"}""", "date")]
    [InlineData("""{"ids":["ID"],"favourite":true,"date":"2199-12-31"}""", "date")]
    [InlineData("""{"ids":["ID"],"favourite":true,"date":"2199/.."}""", "date")]
    [InlineData("""{"ids":["ID"],"favourite":true,"shiftSeconds":3000000000}""", "shiftSeconds")]
    [InlineData("""{"ids":["ID"],"favourite":true,"shiftSeconds":1e300}""", "shiftSeconds")]
    [InlineData("""{"ids":["ID"],"favourite":true,"shiftSeconds":-9999999999}""", "shiftSeconds")]
    [InlineData("""{"ids":["ID"],"favourite":true,"date":"1998","shiftSeconds":60}""", "shiftSeconds")]
    [InlineData(
        """{"ids":["ID"],"favourite":true,"addToAlbum":"019ad3c2-7f00-7a3e-9c1d-2b5e8f6a0d41"}""",
        "addToAlbum"
    )]
    public async Task Bad_input_changes_nothing_and_names_the_field(string body, string field)
    {
        using var client = await app.SignInAsync();
        var video = await app.AddVideoAsync(
            "One",
            video => video.Recorded = RecordingDate.Parse("2019-07-04T23:30:00+02:00", TimeZoneInfo.Utc)
        );

        using var content = new StringContent(body.Replace("ID", $"{video}"), null, "application/json");
        using var answer = await client.PostAsync(StreamVaultUrls.ApiBulkEdit, content);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("errors").TryGetProperty(field, out _).Should().BeTrue();
        (await app.ReadVideoAsync(video)).IsFavourite.Should().BeFalse();
        (await client.GetFromJsonAsync<JsonElement[]>(StreamVaultUrls.ApiTags)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("1998-12-24")]
    [InlineData("1998-12~")]
    [InlineData("199X")]
    [InlineData("1998/2001")]
    public async Task A_date_cannot_be_shifted_into_the_future(string date)
    {
        using var client = await app.SignInAsync();
        var video = await app.AddVideoAsync("One", video => video.ApproximateDate = EdtfDate.Parse(date, null));

        using var answer = await EditAsync(
            client,
            new { ids = (Guid[])[video.Value], shiftSeconds = 150d * 365 * 86_400 }
        );

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("errors").TryGetProperty("shiftSeconds", out _).Should().BeTrue();
        (await app.ReadVideoAsync(video)).Date!.Text.Should().Be(date);
    }

    [Fact]
    public async Task A_date_in_the_future_can_be_shifted_back()
    {
        using var client = await app.SignInAsync();
        var video = await app.AddVideoAsync("One", video => video.ApproximateDate = EdtfDate.Parse("2150", null));

        using var answer = await EditAsync(client, new { ids = (Guid[])[video.Value], shiftSeconds = -366 * 86_400 });

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await app.ReadVideoAsync(video)).Date!.Text.Should().Be("2149");
    }

    [Theory]
    [InlineData("""{"ids":["x"]}""", "ids")]
    [InlineData("""{"ids":["ID"],"favourite":"yes"}""", "favourite")]
    [InlineData("""{"ids":["ID"],"addTags":"Christmas"}""", "addTags")]
    public async Task A_value_of_the_wrong_type_is_refused_with_the_name_of_the_field(string body, string field)
    {
        using var client = await app.SignInAsync();
        var video = await app.AddVideoAsync("One");

        using var content = new StringContent(body.Replace("ID", $"{video}"), null, "application/json");
        using var answer = await client.PostAsync(StreamVaultUrls.ApiBulkEdit, content);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).Should().Contain(field);
    }

    [Fact]
    public async Task Trashed_videos_leave_all_lists()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var video = await app.AddVideoAsync("One");

        using var answer = await EditAsync(
            client,
            new
            {
                ids = (Guid[])[video.Value],
                trash = true,
                addTags = (string[])["Old"],
            }
        );

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await client.GetFromJsonAsync<JsonElement>(StreamVaultUrls.ApiVideos))
            .GetProperty("total")
            .GetInt32()
            .Should()
            .Be(0);
        (await client.GetFromJsonAsync<JsonElement[]>(StreamVaultUrls.ApiTags)).Should().BeEmpty();
        using var again = await EditAsync(client, new { ids = (Guid[])[video.Value], favourite = true });
        again.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    private static Task<HttpResponseMessage> EditAsync(HttpClient client, object body) =>
        client.PostAsJsonAsync(StreamVaultUrls.ApiBulkEdit, body);

    private static IEnumerable<string> Texts(JsonElement json, string name) =>
        json.GetProperty(name).EnumerateArray().Select(text => text.GetString()!);

    private static async Task<Guid> AlbumAsync(HttpClient client, string title)
    {
        using var answer = await client.PostAsJsonAsync(StreamVaultUrls.ApiAlbums, new { title });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }
}
