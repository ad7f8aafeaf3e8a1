using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Recording;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Dates;

public sealed class DateOverHttpTests(StreamVaultApp app) : IClassFixture<StreamVaultApp>
{
    [Theory]
    [InlineData("1998-12-24")]
    [InlineData("1998-12")]
    [InlineData("1998-21")]
    [InlineData("199X")]
    [InlineData("1998~")]
    [InlineData("../1998")]
    [InlineData("1998/2001")]
    public async Task A_date_is_returned_as_it_was_set(string edtf)
    {
        using var client = await app.SignInAsync();
        var url = await AddVideoAsync(app, RecordingDateSource.Camera);

        using var answer = await client.PatchAsJsonAsync(url, new { date = edtf });

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await DateAsync(client, url)).Should().Be(edtf);
    }

    [Fact]
    public async Task An_exact_day_replaces_the_recording_date_but_not_a_time_of_that_day()
    {
        using var client = await app.SignInAsync();
        var url = await AddVideoAsync(app, RecordingDateSource.Camera);

        (await PatchAsync(client, url, new { date = "2019-07-04" }))
            .Should()
            .Be(("2019-07-04T15:30:00+02:00", "camera"));
        var (at, from) = await PatchAsync(client, url, new { date = "1998-12-24" });

        (at![..19], from).Should().Be(("1998-12-24T12:00:00", "person"));
    }

    [Fact]
    public async Task An_empty_date_removes_only_what_a_person_entered()
    {
        using var client = await app.SignInAsync();
        var url = await AddVideoAsync(app, RecordingDateSource.Camera);

        await PatchAsync(client, url, new { date = "1998~" });
        await PatchAsync(client, url, new { date = "" });
        (await DateAsync(client, url)).Should().Be("2019-07-04");

        await PatchAsync(client, url, new { date = "1998-12-24" });
        await PatchAsync(client, url, new { date = "" });
        (await DateAsync(client, url)).Should().Be("2019-07-04");
    }

    [Theory]
    [InlineData("PATCH", """{"date":""}""")]
    [InlineData("PATCH", """{"recordedAt":""}""")]
    [InlineData("POST", """{"ids":["ID"],"date":""}""")]
    public async Task The_date_of_the_file_comes_back_over_every_endpoint(string method, string body)
    {
        using var client = await app.SignInAsync();
        var url = await AddVideoAsync(app, RecordingDateSource.Camera);
        await PatchAsync(client, url, new { date = "1998-12-24" });
        var entered = await client.GetFromJsonAsync<JsonElement>(url);
        entered.GetProperty("dateFrom").GetString().Should().Be("person");
        entered
            .GetProperty("fileDate")
            .GetRawText()
            .Should()
            .Be("""{"date":"2019-07-04","at":"2019-07-04T15:30:00+02:00","from":"camera"}""");

        using var content = new StringContent(body.Replace("ID", url.Split('/')[^1]), null, "application/json");
        using var request = new HttpRequestMessage(
            new HttpMethod(method),
            method == "PATCH" ? url : StreamVaultUrls.ApiBulkEdit
        )
        {
            Content = content,
        };
        using var answer = await client.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var video = await client.GetFromJsonAsync<JsonElement>(url);
        video.GetProperty("recording").GetProperty("at").GetString().Should().Be("2019-07-04T15:30:00+02:00");
        video.GetProperty("dateFrom").GetString().Should().Be("camera");
        video.GetProperty("fileDate").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_recording_time_replaces_a_less_exact_date()
    {
        using var client = await app.SignInAsync();
        var url = await AddVideoAsync(app, RecordingDateSource.Camera);
        await PatchAsync(client, url, new { date = "199X" });

        await PatchAsync(client, url, new { recordedAt = "1998-12-24T18:30:00+01:00" });

        (await DateAsync(client, url)).Should().Be("1998-12-24");
    }

    [Theory]
    [InlineData("24.12.1998")]
    [InlineData("1998-13")]
    [InlineData("soon")]
    [InlineData("2199")]
    public async Task Rejects_other_dates_and_changes_nothing(string text)
    {
        using var client = await app.SignInAsync();
        var url = await AddVideoAsync(app, RecordingDateSource.Camera);

        using var answer = await client.PatchAsJsonAsync(url, new { title = "Other", date = text });

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<ProblemJson>())!.Detail.Should().StartWith("date ");
        (await client.GetFromJsonAsync<VideoJson>(url))!.Title.Should().Be("Beach");
        (await DateAsync(client, url)).Should().Be("2019-07-04");
    }

    private static async Task<string> AddVideoAsync(StreamVaultApp app, RecordingDateSource from)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var databases = scope.ServiceProvider.GetRequiredService<IDbContextFactory<StreamVaultDbContext>>();
        await using var database = await databases.CreateDbContextAsync();
        var now = TimeProvider.System.GetUtcNow();
        var video = new Video
        {
            Id = VideoId.New(now),
            Title = "Beach",
            OriginalFilename = "beach.mp4",
            Status = VideoStatus.Ready,
            Recorded = RecordingDate.Parse("2019-07-04T15:30:00+02:00", TimeZoneInfo.Utc)! with { From = from },
            CreatedAt = now,
            UpdatedAt = now,
        };
        database.Videos.Add(video);
        await database.SaveChangesAsync();
        return $"{StreamVaultUrls.ApiVideos}/{video.Id}";
    }

    private static async Task<string?> DateAsync(HttpClient client, string url) =>
        (await client.GetFromJsonAsync<JsonElement>(url)).GetProperty("date").GetString();

    private static async Task<(string? At, string? From)> PatchAsync(HttpClient client, string url, object change)
    {
        using var answer = await client.PatchAsJsonAsync(url, change);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var recording = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("recording");
        return (recording.GetProperty("at").GetString(), recording.GetProperty("from").GetString());
    }
}
