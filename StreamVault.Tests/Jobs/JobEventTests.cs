using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Persistence;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Jobs;

/// <summary>Job states as server-sent events.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class JobEventTests
{
    [Fact]
    public async Task Events_start_with_all_jobs_and_continue_with_each_change()
    {
        await using var app = new StreamVaultApp();
        var address = app.OnLoopback();
        using var client = await app.SignInAsync();
        var video = await client.UploadAsync(await Clips.SmallAsync(), "Beach");
        await using var events = await JobEventStream.OpenAsync(client, address);

        var first = await events.NextAsync();
        Text(first, "status").Should().Be("queued");
        Text(first, "videoTitle").Should().Be("Beach");
        var job = first.GetProperty("id").GetGuid();

        using var paused = await client.PostAsync($"{StreamVaultUrls.ApiJobs}/{job}/pause", null);
        Text(await events.NextAsync(), "status").Should().Be("paused");

        using var deleted = await client.DeleteAsync(StreamVaultUrls.ApiVideo(new VideoId(video.Id)));
        (await events.NextAsync()).ValueKind.Should().Be(JsonValueKind.Null, "there is no such job any more");
    }

    [Fact]
    public async Task Events_follow_a_real_encode_to_its_end()
    {
        await using var app = new StreamVaultApp { Workers = 1 };
        var address = app.OnLoopback();
        using var client = await app.SignInAsync();
        await using var events = await JobEventStream.OpenAsync(client, address);
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
    public async Task Events_are_for_the_owner_and_end_with_the_server()
    {
        await using var app = new StreamVaultApp();
        var address = app.OnLoopback();
        using var stranger = app.CreateClient();
        using var refused = await stranger.GetAsync(StreamVaultUrls.ApiJobEvents);
        refused.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        using var client = await app.SignInAsync();
        await client.UploadAsync(await Clips.SmallAsync());
        await using var events = await JobEventStream.OpenAsync(client, address);
        await events.NextAsync();

        await app.Services.GetRequiredService<IHost>().StopAsync();

        (await events.EndsAsync()).Should().BeTrue();
        app.Logs.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task The_event_stream_ends_with_its_session()
    {
        await using var app = new StreamVaultApp();
        var address = app.OnLoopback();
        using var client = await app.SignInAsync();
        await client.UploadAsync(await Clips.SmallAsync());
        await using var events = await JobEventStream.OpenAsync(client, address);
        await events.NextAsync();

        using var signOut = await client.PostAsync(StreamVaultUrls.ApiLogout, null);

        (await events.EndsAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task A_client_that_stops_reading_costs_little_memory_and_then_gets_the_latest_state()
    {
        // Larger than the kernel's socket buffers, so that the server has to wait for a client that doesn't read.
        var lengthy = new string('x', 24_000_000);
        await using var app = new StreamVaultApp();
        var address = app.OnLoopback();
        using var client = await app.SignInAsync();
        var video = await client.UploadAsync(await Clips.SmallAsync());
        await using var events = await JobEventStream.OpenAsync(client, address);
        var job = new JobId((await events.NextAsync()).GetProperty("id").GetGuid());
        await BeginAsync(app.Services, video.Id);
        Text(await events.NextAsync(), "status").Should().Be("processing");
        var running = app.Services.GetRequiredService<RunningJobs>();

        void Report(double fraction, string note) =>
            running.Report(new JobProgress(job, new VideoId(video.Id), fraction, "Video", 1, null, 0, 1, Note: note));
        Report(0.1, lengthy);
        await events.BeginsAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 1; i <= 400; i++)
        {
            Report(0.1 + i / 800.0, new string((char)('a' + i % 26), 1_000_000));
        }

        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        kept.Should().BeLessThan(200_000_000, "of 800 MB");
        Progress(await events.NextAsync()).Should().Be(10);
        Progress(await events.NextAsync()).Should().Be(60, "only the latest progress is sent");
    }

    // No worker runs the job, so nothing else publishes events about it.
    private static async Task BeginAsync(IServiceProvider services, Guid video)
    {
        var databases = services.GetRequiredService<IDbContextFactory<StreamVaultDbContext>>();
        await using var database = await databases.CreateDbContextAsync();
        await database.EncodingJobs.ExecuteUpdateAsync(set => set.SetProperty(job => job.Status, JobStatus.Processing));
        services.GetRequiredService<JobQueue>().Announce(new VideoId(video));
    }

    private static double Progress(JsonElement job) => job.GetProperty("progress").GetDouble();

    private static string? Text(JsonElement job, string name) => job.GetProperty(name).GetString();
}
