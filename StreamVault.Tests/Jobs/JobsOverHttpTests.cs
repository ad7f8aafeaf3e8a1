using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Jobs;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Jobs;

/// <summary>Control of jobs and their events, through HTTP and nothing else.</summary>
public sealed class JobsOverHttpTests
{
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
    public async Task Events_begin_with_how_all_jobs_are_and_go_on_with_each_change()
    {
        await using var app = new StreamVaultApp();
        var address = app.OnLoopback();
        using var client = await SignInAsync(app);
        var video = await client.UploadAsync(await Clips.SmallAsync(), "Beach");
        await using var events = await FollowAsync(client, address);

        var first = await events.NextAsync();
        Text(first, "status").Should().Be("queued");
        Text(first, "videoTitle").Should().Be("Beach");
        var job = first.GetProperty("id").GetGuid();

        await PostAsync(client, job, "pause");
        Text(await events.NextAsync(), "status").Should().Be("paused");

        using var deleted = await client.DeleteAsync(StreamVaultUrls.ApiVideo(new(video.Id)));
        (await events.NextAsync()).ValueKind.Should().Be(JsonValueKind.Null, "there is no such job any more");
    }

    [Fact]
    public async Task Events_follow_a_real_encode_to_its_end()
    {
        await using var app = new StreamVaultApp { Workers = 1 };
        var address = app.OnLoopback();
        using var client = await SignInAsync(app);
        await using var events = await FollowAsync(client, address);
        await client.UploadAsync(await Clips.MakeAsync(new Clip(320, 240, 6)), "Beach");

        var seen = new List<JsonElement>();
        while (seen.Count == 0 || Text(seen[^1], "status") is not ("completed" or "failed"))
        {
            seen.Add(await events.NextAsync());
        }

        Text(seen[^1], "status").Should().Be("completed");
        seen[^1].GetProperty("progress").GetDouble().Should().Be(100);
        seen.Select(job => job.GetProperty("progress").GetDouble()).Should().BeInAscendingOrder();
        seen.Select(job => Text(job, "status")).Distinct().Should().BeSubsetOf(["queued", "processing", "completed"]);
    }

    [Fact]
    public async Task Events_are_for_the_owner_and_end_with_the_session_and_with_the_server()
    {
        await using var app = new StreamVaultApp();
        var address = app.OnLoopback();
        using var stranger = app.CreateClient();
        using var refused = await stranger.GetAsync(StreamVaultUrls.ApiJobEvents);
        refused.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        using var client = await SignInAsync(app);
        await client.UploadAsync(await Clips.SmallAsync());
        await using var events = await FollowAsync(client, address);
        await events.NextAsync();

        await app.Services.GetRequiredService<Microsoft.Extensions.Hosting.IHost>().StopAsync();

        (await events.EndsAsync()).Should().BeTrue();
        app.Logs.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task Whoever_fetches_a_segment_is_noticed()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var audience = app.Services.GetRequiredService<Audience>();
        audience.HasBeenQuietFor(TimeSpan.FromHours(1)).Should().BeTrue("nobody has watched anything yet");

        using var answer = await client.GetAsync($"{StreamVaultUrls.ApiVideos}/{Guid.NewGuid()}/720p/720p_000.ts");

        audience.HasBeenQuietFor(TimeSpan.FromHours(1)).Should().BeFalse();
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

    private static Task<HttpClient> SignInAsync(StreamVaultApp app) => app.SignInAsync();

    private static async Task<Following> FollowAsync(HttpClient client, Uri address)
    {
        var stream = await client.GetStreamAsync(new Uri(address, StreamVaultUrls.ApiJobEvents));
        return new Following(stream);
    }

    /// <summary>A client that follows the jobs; heartbeats are passed over.</summary>
    private sealed class Following(Stream stream) : IAsyncDisposable
    {
        private readonly CancellationTokenSource _patience = new(Until.Encoded);
        private IAsyncEnumerator<SseItem<string>>? _events;

        private IAsyncEnumerator<SseItem<string>> Events =>
            _events ??= SseParser.Create(stream).EnumerateAsync(_patience.Token).GetAsyncEnumerator(_patience.Token);

        public async Task<JsonElement> NextAsync()
        {
            while (await Events.MoveNextAsync())
            {
                if (Events.Current.EventType == "job")
                {
                    using var happened = JsonDocument.Parse(Events.Current.Data);
                    return happened.RootElement.GetProperty("job").Clone();
                }
            }

            throw new InvalidOperationException("The events ended.");
        }

        public async Task<bool> EndsAsync()
        {
            while (await Events.MoveNextAsync())
            {
                // Whatever was still on its way.
            }

            return true;
        }

        public async ValueTask DisposeAsync()
        {
            if (_events is not null)
            {
                await _events.DisposeAsync();
            }

            await stream.DisposeAsync();
            _patience.Dispose();
        }
    }
}
