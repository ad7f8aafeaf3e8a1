using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Trash;

public sealed class TrashOverHttpTests(StreamVaultApp app) : IClassFixture<StreamVaultApp>
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task A_trashed_video_is_listed_only_in_the_trash_and_comes_back_whole()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var id = await app.AddReadyAsync("Beach");
        await app.AddReadyAsync("Garden");

        await MoveAsync(client, id);

        (await TitlesAsync(client)).Should().Equal("Garden");
        var trash = await TrashAsync(client);
        var item = trash.Items.Should().ContainSingle().Which;
        (item.Id, item.Title, item.Bytes).Should().Be((id.Value, "Beach", 1_000));
        item.DeletesAt.Should().Be(item.TrashedAt.AddDays(30));
        (trash.Total, trash.Bytes).Should().Be((1, 1_000));

        using var restored = await client.PostAsync($"{StreamVaultUrls.ApiTrash}/{id}/restore", null);

        restored.StatusCode.Should().Be(HttpStatusCode.OK);
        (await TitlesAsync(client)).Should().BeEquivalentTo("Beach", "Garden");
        (await TrashAsync(client)).Total.Should().Be(0);
        (await client.GetAsync(StreamVaultUrls.Poster(id))).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Everything_about_a_trashed_video_is_not_found()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var id = await app.AddReadyAsync("Beach", video => video.OriginalBytes = 64);
        var token = await client.MakeTokenAsync(id.Value);
        using var stranger = app.CreateClient();
        (await StatusAsync(stranger, StreamVaultUrls.WithToken(StreamVaultUrls.MultivariantPlaylist(id), token.Token)))
            .Should()
            .Be(HttpStatusCode.OK);

        await MoveAsync(client, id);

        var video = StreamVaultUrls.ApiVideo(id);
        foreach (
            var path in (string[])
                [
                    video,
                    StreamVaultUrls.Poster(id),
                    StreamVaultUrls.MultivariantPlaylist(id),
                    $"{video}/720p.m3u8",
                    $"{video}/720p/720p_000.ts",
                    $"{video}/key",
                    StreamVaultUrls.Original(id),
                    StreamVaultUrls.Download(id, "720p"),
                ]
        )
        {
            (await StatusAsync(client, path)).Should().Be(HttpStatusCode.NotFound, path);
        }

        using var patched = await client.PatchAsJsonAsync(video, new { title = "Sea" });
        using var deleted = await client.DeleteAsync(video);
        using var shared = await client.PostAsJsonAsync($"{video}/tokens", new { });
        using var again = await client.PostAsync($"{video}/trash", null);
        using var prepared = await client.PostAsync($"{video}/prepare", null);
        HttpResponseMessage[] answers = [patched, deleted, shared, again, prepared];
        answers.Select(answer => answer.StatusCode).Should().OnlyContain(status => status == HttpStatusCode.NotFound);
        (await client.GetStringAsync(StreamVaultUrls.ApiTokens)).Should().Be("[]");
        (await StatusAsync(stranger, video)).Should().Be(HttpStatusCode.Unauthorized, "strangers learn nothing");
    }

    [Fact]
    public async Task Links_are_off_while_a_video_is_in_the_trash()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var id = await app.AddReadyAsync("Beach");
        var token = await client.MakeTokenAsync(id.Value);
        using var stranger = app.CreateClient();
        var playlist = StreamVaultUrls.WithToken(StreamVaultUrls.MultivariantPlaylist(id), token.Token);
        var page = StreamVaultUrls.LinkPage(token.Token);

        await MoveAsync(client, id);

        (await StatusAsync(stranger, playlist)).Should().Be(HttpStatusCode.NotFound);
        (await StatusAsync(stranger, page)).Should().Be(HttpStatusCode.Forbidden);
        (await (await stranger.GetAsync(page)).Content.ReadAsStringAsync()).Should().NotContain("Beach");

        using var restored = await client.PostAsync($"{StreamVaultUrls.ApiTrash}/{id}/restore", null);

        (await StatusAsync(stranger, playlist)).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(stranger, page)).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Emptying_deletes_what_is_in_the_trash_and_nothing_else()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var gone = await app.AddReadyAsync("Beach");
        var kept = await app.AddReadyAsync("Garden");
        await MoveAsync(client, gone);

        using var emptied = await client.DeleteAsync(StreamVaultUrls.ApiTrash);

        emptied.StatusCode.Should().Be(HttpStatusCode.NoContent);
        var storage = app.Services.GetRequiredService<VaultStorage>();
        (Directory.Exists(storage.VideoFolder(gone)), File.Exists(storage.KeyPath(gone))).Should().Be((false, false));
        Directory.Exists(storage.VideoFolder(kept)).Should().BeTrue();
        (await TrashAsync(client)).Total.Should().Be(0);
        (await TitlesAsync(client)).Should().Equal("Garden");
    }

    [Fact]
    public async Task One_video_in_the_trash_can_be_deleted_now()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var gone = await app.AddReadyAsync("Beach");
        var kept = await app.AddReadyAsync("Garden");
        await MoveAsync(client, gone);

        using var deleted = await client.DeleteAsync($"{StreamVaultUrls.ApiTrash}/{gone}");
        using var refused = await client.DeleteAsync($"{StreamVaultUrls.ApiTrash}/{kept}");

        deleted.StatusCode.Should().Be(HttpStatusCode.NoContent);
        refused.StatusCode.Should().Be(HttpStatusCode.NotFound, "it isn't in the trash");
        (await TrashAsync(client)).Total.Should().Be(0);
        (await TitlesAsync(client)).Should().Equal("Garden");
    }

    [Fact]
    public async Task Videos_are_deleted_when_their_days_in_the_trash_are_over()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2036, 7, 1, 12, 0, 0, TimeSpan.Zero));
        await using var app = new StreamVaultApp { Clock = clock, Settings = { ["StreamVault:Trash:Days"] = "2" } };
        using var client = await app.SignInAsync();
        var library = app.Services.GetRequiredService<VideoLibrary>();
        var first = await app.AddReadyAsync("Beach", video => video.TrashedAt = clock.GetUtcNow().AddDays(-2));
        var second = await app.AddReadyAsync("Garden", video => video.TrashedAt = clock.GetUtcNow().AddDays(-1));

        clock.Advance(TimeSpan.FromMinutes(15));

        await Until.TrueAsync(async () => await library.FindAsync(first, Ct) is null);

        (await library.FindAsync(second, Ct)).Should().NotBeNull("it has a day left");
    }

    [Fact]
    public async Task The_chosen_days_apply_and_never_deletes_nothing()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2036, 7, 1, 12, 0, 0, TimeSpan.Zero));
        await using var app = new StreamVaultApp { Clock = clock, Settings = { ["StreamVault:Trash:Days"] = "1" } };
        using var client = await app.SignInAsync();
        var library = app.Services.GetRequiredService<VideoLibrary>();
        var id = await app.AddReadyAsync("Beach", video => video.TrashedAt = clock.GetUtcNow().AddDays(-2));
        (await client.GetStringAsync(StreamVaultUrls.ApiTrashPeriod)).Should().Be("""{"days":1}""");
        using var never = await client.PutAsJsonAsync(StreamVaultUrls.ApiTrashPeriod, new { days = (int?)null });
        never.StatusCode.Should().Be(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromMinutes(15));
        (await client.GetStringAsync(StreamVaultUrls.ApiTrash)).Should().Contain("\"deletesAt\":null");
        (await library.FindAsync(id, Ct)).Should().NotBeNull();
        await Until.TrueAsync(() =>
            File.ReadAllText(Path.Combine(app.DataPath, "vault.json")).Contains("\"trash\": {}")
        );

        using var chosen = await client.PutAsJsonAsync(StreamVaultUrls.ApiTrashPeriod, new { days = 2 });
        clock.Advance(TimeSpan.FromMinutes(15));

        await Until.TrueAsync(async () => await library.FindAsync(id, Ct) is null);
    }

    [Theory]
    [InlineData("""{"days":0}""")]
    [InlineData("""{"days":366}""")]
    [InlineData("""{"days":"soon"}""")]
    [InlineData("{}")]
    public async Task Rejects_other_numbers_of_days(string body)
    {
        using var client = await app.SignInAsync();

        using var content = new StringContent(body, null, "application/json");
        using var answer = await client.PutAsync(StreamVaultUrls.ApiTrashPeriod, content);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await client.GetStringAsync(StreamVaultUrls.ApiTrashPeriod)).Should().Be("""{"days":30}""");
    }

    [Fact]
    public async Task The_job_of_a_trashed_video_waits_until_it_is_restored()
    {
        await using var app = StoredVideo.WithoutEncoder();
        using var client = await app.SignInAsync();
        var id = await app.AddWaitingAsync("Beach");
        var queue = app.Services.GetRequiredService<JobQueue>();

        await MoveAsync(client, id);

        (await queue.ClaimAsync(Ct)).Should().BeNull();
        (await client.JobsAsync()).Should().BeEmpty();

        using var restored = await client.PostAsync($"{StreamVaultUrls.ApiTrash}/{id}/restore", null);

        (await client.VideoAsync(id.Value)).Status.Should().Be("pending");
        (await queue.ClaimAsync(Ct))!.Video.Should().Be(id);
    }

    [Fact]
    public async Task A_running_job_of_a_trashed_video_is_stopped_without_losing_an_attempt()
    {
        await using var app = StoredVideo.WithoutEncoder();
        using var client = await app.SignInAsync();
        var id = await app.AddWaitingAsync("Beach");
        var queue = app.Services.GetRequiredService<JobQueue>();
        var lease = (await queue.ClaimAsync(Ct))!;
        JobId? stopped = null;
        queue.LeaseRevoked += job => stopped = job;

        await MoveAsync(client, id);

        stopped.Should().Be(lease.Job);
        var job = (await queue.ListAsync(id, Ct)).Single().Job;
        (job.Status, job.Attempts).Should().Be((JobStatus.Queued, 0));
    }

    [Fact]
    public async Task Restoring_a_failed_video_queues_its_job_again()
    {
        await using var app = StoredVideo.WithoutEncoder();
        using var client = await app.SignInAsync();
        var id = await app.AddWaitingAsync("Beach");
        var queue = app.Services.GetRequiredService<JobQueue>();
        var job = (await queue.ListAsync(id, Ct)).Single().Job;
        (await queue.CancelAsync(job.Id, Ct)).Should().Be(JobRequestOutcome.Done);
        await MoveAsync(client, id);

        using var restored = await client.PostAsync($"{StreamVaultUrls.ApiTrash}/{id}/restore", null);

        (await restored.Content.ReadFromJsonAsync<VideoJson>())!.Status.Should().Be("pending");
        (await queue.ClaimAsync(Ct))!.Video.Should().Be(id);
    }

    [Theory]
    [InlineData("POST", "retry")]
    [InlineData("POST", "cancel")]
    [InlineData("DELETE", "")]
    public async Task The_job_of_a_trashed_video_is_not_found(string method, string action)
    {
        using var client = await app.SignInAsync();
        var id = await app.AddWaitingAsync("Beach");
        var job = await client.JobAsync(id.Value);
        await MoveAsync(client, id);

        using var request = new HttpRequestMessage(
            new HttpMethod(method),
            $"{StreamVaultUrls.ApiJobs}/{job.Id}/{action}".TrimEnd('/')
        );
        using var answer = await client.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Uploading_the_bytes_of_a_trashed_video_says_that_it_is_in_the_trash()
    {
        await using var app = new StreamVaultApp();
        using var client = await app.SignInAsync();
        var clip = await Clips.SmallAsync();
        var video = await client.UploadAsync(clip, "Beach");
        await MoveAsync(client, new VideoId(video.Id));

        await using var bytes = File.OpenRead(clip);
        using var answer = await client.SendUploadAsync(new StreamContent(bytes), "again.mp4", duplicate: null);

        answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
        var problem = await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
        problem.GetProperty("existing").GetProperty("inTrash").GetBoolean().Should().BeTrue();
        problem.GetProperty("detail").GetString().Should().Contain("in the trash");
    }

    private static async Task MoveAsync(HttpClient client, VideoId id)
    {
        using var answer = await client.PostAsync($"{StreamVaultUrls.ApiVideo(id)}/trash", null);
        answer.StatusCode.Should().Be(HttpStatusCode.NoContent, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return answer.StatusCode;
    }

    private static async Task<string[]> TitlesAsync(HttpClient client)
    {
        var list = await client.GetFromJsonAsync<VideoListJson>(StreamVaultUrls.ApiVideos);
        list!.Total.Should().Be(list.Items.Length);
        return [.. list.Items.Select(video => video.Title)];
    }

    private static async Task<TrashJson> TrashAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<TrashJson>(StreamVaultUrls.ApiTrash))!;

    private sealed record TrashJson(TrashedJson[] Items, int Total, long Bytes);

    private sealed record TrashedJson(
        Guid Id,
        string Title,
        DateTimeOffset TrashedAt,
        DateTimeOffset? DeletesAt,
        long Bytes
    );
}
