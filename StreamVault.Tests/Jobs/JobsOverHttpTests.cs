using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StreamVault.Core.Jobs;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Jobs;

/// <summary>Control of jobs and their events, only through HTTP.</summary>
public sealed class JobsOverHttpTests
{
    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_job_is_paused_resumed_moved_and_cancelled()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var video = await client.UploadAsync(await Clips.SmallAsync());
        var job = (await client.JobAsync(video.Id)).Id;

        (await PostAsync(client, job, "pause")).Should().Be(HttpStatusCode.NoContent);
        var paused = await JobAsync(client);
        Text(paused, "status").Should().Be("paused");
        Text(paused, "waitsFor").Should().Be("paused");
        Text(paused, "waitsForText").Should().Be("Paused by you");

        (await PostAsync(client, job, "resume")).Should().Be(HttpStatusCode.NoContent);
        Text(await JobAsync(client), "waitsFor").Should().Be("no_workers");

        using var moved = await client.PutAsJsonAsync(
            $"{StreamVaultUrls.ApiJobs}/{job}/priority",
            new { priority = "idle", onlyInOffHours = true }
        );
        moved.StatusCode.Should().Be(HttpStatusCode.NoContent);
        var idle = await JobAsync(client);
        Text(idle, "priority").Should().Be("idle");
        idle.GetProperty("onlyInOffHours").GetBoolean().Should().BeTrue();

        (await PostAsync(client, job, "cancel")).Should().Be(HttpStatusCode.NoContent);
        Text(await JobAsync(client), "errorCause").Should().Be("cancelled");
        var failed = await client.VideoAsync(video.Id);
        failed.Status.Should().Be("failed");
        failed.Error.Should().StartWith("You cancelled it.");

        (await PostAsync(client, job, "pause")).Should().Be(HttpStatusCode.Conflict);
        (await PostAsync(client, Guid.NewGuid(), "pause")).Should().Be(HttpStatusCode.NotFound);
        using var nonsense = await client.PutAsJsonAsync(
            $"{StreamVaultUrls.ApiJobs}/{job}/priority",
            new { priority = "yesterday" }
        );
        nonsense.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await PostAsync(client, job, "retry")).Should().Be(HttpStatusCode.NoContent);
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Jobs_are_paged_with_a_total_count()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var first = await client.UploadAsync(await Clips.SmallAsync(), "First");
        var second = await client.UploadAsync(await Clips.MakeAsync(new Clip(Seconds: 1)), "Second");

        using var whole = await client.GetAsync(StreamVaultUrls.ApiJobs);
        using var page = await client.GetAsync($"{StreamVaultUrls.ApiJobs}?page=2&pageSize=1");
        using var nonsense = await client.GetAsync($"{StreamVaultUrls.ApiJobs}?page=0");
        using var tooMany = await client.GetAsync($"{StreamVaultUrls.ApiJobs}?pageSize=201");

        whole.Headers.GetValues("X-Total-Count").Should().Equal("2");
        (await VideosAsync(whole)).Should().Equal(second.Id, first.Id);
        page.Headers.GetValues("X-Total-Count").Should().Equal("2");
        (await VideosAsync(page)).Should().Equal(first.Id);
        nonsense.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        tooMany.StatusCode.Should().Be(HttpStatusCode.BadRequest);

        static async Task<IEnumerable<Guid>> VideosAsync(HttpResponseMessage answer)
        {
            using var jobs = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            return [.. jobs.RootElement.EnumerateArray().Select(job => job.GetProperty("videoId").GetGuid())];
        }
    }

    [Fact]
    public async Task The_schedule_is_read_and_changed_in_part()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        (await ScheduleAsync()).Should().Be(new Schedule(false, false, new(22, 0), new(7, 0)));

        using var paused = await client.PutAsJsonAsync(StreamVaultUrls.ApiSchedule, new { paused = true });
        using var hours = await client.PutAsJsonAsync(
            StreamVaultUrls.ApiSchedule,
            new { onlyInOffHours = true, from = "23:30" }
        );

        hours.StatusCode.Should().Be(HttpStatusCode.OK);
        (await ScheduleAsync()).Should().Be(new Schedule(true, true, new(23, 30), new(7, 0)));

        async Task<Schedule?> ScheduleAsync() => await client.GetFromJsonAsync<Schedule>(StreamVaultUrls.ApiSchedule);
    }

    [Fact]
    public async Task Fetching_a_segment_counts_as_watching()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var audience = app.Services.GetRequiredService<PlaybackActivity>();
        audience.HasBeenQuietFor(TimeSpan.FromHours(1)).Should().BeTrue("nobody has watched anything yet");

        using var answer = await client.GetAsync($"{StreamVaultUrls.ApiVideos}/{Guid.NewGuid()}/720p/720p_000.ts");

        audience.HasBeenQuietFor(TimeSpan.FromHours(1)).Should().BeFalse();
    }

    [Fact]
    public async Task Wait_reasons_keep_their_names()
    {
        await using var app = new StreamVaultApp();
        var json = app.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;

        Enum.GetValues<WaitReason>()
            .Select(reason => JsonSerializer.SerializeToElement(reason, json).GetString())
            .Should()
            .Equal(
                "turn",
                "paused",
                "all_paused",
                "next_attempt",
                "room",
                "off_hours",
                "quiet",
                "no_workers",
                "ffmpeg"
            );
    }

    private sealed record Schedule(bool Paused, bool OnlyInOffHours, TimeOnly From, TimeOnly To);

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, Guid job, string what)
    {
        using var answer = await client.PostAsync($"{StreamVaultUrls.ApiJobs}/{job}/{what}", null);
        return answer.StatusCode;
    }

    private static async Task<JsonElement> JobAsync(HttpClient client)
    {
        using var jobs = JsonDocument.Parse(await client.GetStringAsync(StreamVaultUrls.ApiJobs));
        return jobs.RootElement.EnumerateArray().Single().Clone();
    }

    private static string? Text(JsonElement job, string name) => job.GetProperty(name).GetString();
}
