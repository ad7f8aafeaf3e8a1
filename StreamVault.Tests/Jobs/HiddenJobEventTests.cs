using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Tests.Accounts;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Trash;

namespace StreamVault.Tests.Jobs;

/// <summary>What the event stream sends of videos that its session doesn't show.</summary>
public sealed class HiddenJobEventTests
{
    private const string Hidden = "Rehearsal";
    private const string Shown = "Beach";

    [Fact]
    public async Task Events_stop_when_the_video_becomes_private()
    {
        await using var app = new StreamVaultApp();
        using var owner = await app.SignInAsync();
        using var locked = await app.SignInAsync();
        await owner.UnlockPrivateAsync();
        var (hidden, shown) = await AddJobsAsync(app);
        await using var events = await JobEventStream.OpenAsync(locked);
        await ReadFirstAsync(events, 2);

        using var changed = await owner.PatchAsJsonAsync(StreamVaultUrls.ApiVideo(hidden), new { @private = true });
        changed.EnsureSuccessStatusCode();

        await SendsNothingOfAsync(app, events, hidden, shown);
    }

    [Fact]
    public async Task Events_of_private_videos_stop_when_the_session_locks_them_and_continue_when_it_unlocks_them()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        await client.UnlockPrivateAsync();
        var (hidden, shown) = await AddJobsAsync(app, video => video.IsPrivate = true);
        await using var events = await JobEventStream.OpenAsync(client);
        await ReadFirstAsync(events, 2);

        await client.LockPrivateAsync();
        await SendsNothingOfAsync(app, events, hidden, shown);
        await client.UnlockPrivateAsync();

        await WaitForHiddenAsync(events);
    }

    // Updates of the other video may arrive before it.
    private static async Task WaitForHiddenAsync(JobEventStream events)
    {
        string? title;
        do
        {
            title = (await events.NextAsync()).GetProperty("videoTitle").GetString();
        } while (title != Hidden);
    }

    [Fact]
    public async Task Events_stop_when_the_video_is_moved_to_the_trash()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var (hidden, shown) = await AddJobsAsync(app);
        await using var events = await JobEventStream.OpenAsync(client);
        await ReadFirstAsync(events, 2);

        using var trashed = await client.PostAsync($"{StreamVaultUrls.ApiVideo(hidden)}/trash", null);
        trashed.EnsureSuccessStatusCode();

        await SendsNothingOfAsync(app, events, hidden, shown);
    }

    [Fact]
    public async Task A_locked_session_gets_no_event_of_a_private_video()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var (hidden, shown) = await AddJobsAsync(app, video => video.IsPrivate = true);
        await using var events = await JobEventStream.OpenAsync(client);
        await ReadFirstAsync(events, 1);

        await SendsNothingOfAsync(app, events, hidden, shown);
    }

    private static async Task<(VideoId Hidden, VideoId Shown)> AddJobsAsync(
        StreamVaultApp app,
        Action<Video>? changeHidden = null
    )
    {
        var hidden = await app.AddVideoAsync(Hidden, changeHidden);
        var shown = await app.AddVideoAsync(Shown);
        await app.ChangeAsync(database => database.EncodingJobs.AddRange(Running(hidden), Running(shown)));
        return (hidden, shown);
    }

    private static EncodingJob Running(VideoId video)
    {
        var job = EncodingJob.Queue(video, 3, DateTimeOffset.UnixEpoch);
        (job.Status, job.HeartbeatAt) = (JobStatus.Processing, TimeProvider.System.GetUtcNow());
        return job;
    }

    private static async Task ReadFirstAsync(JobEventStream events, int count)
    {
        for (var i = 0; i < count; i++)
        {
            (await events.NextAsync()).ValueKind.Should().Be(JsonValueKind.Object);
        }
    }

    // Progress is sent in order: what was to be sent of the hidden video arrives no later than that of the other one.
    private static async Task SendsNothingOfAsync(
        StreamVaultApp app,
        JobEventStream events,
        VideoId hidden,
        VideoId shown
    )
    {
        await ReportAsync(app, hidden);
        await ReportAsync(app, shown);
        JsonElement job;
        do
        {
            var happened = await events.NextEventAsync();
            happened.GetRawText().Should().NotContain(Hidden).And.NotContain(hidden.ToString());
            job = happened.GetProperty("job");
        } while (job.ValueKind == JsonValueKind.Null || job.GetProperty("progress").GetDouble() == 0);
    }

    private static async Task ReportAsync(StreamVaultApp app, VideoId video)
    {
        var listing = (await app.Services.GetRequiredService<JobQueue>().ListAsync(video, default)).Single();
        app.Services.GetRequiredService<RunningJobs>()
            .Report(new JobProgress(listing.Job.Id, video, 0.4, "Video", 1, null, 0, 1));
    }
}
