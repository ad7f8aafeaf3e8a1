using System.Net;
using System.Net.Http.Json;
using Bunit;
using StreamVault.Core.Encoding;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Core.Media;
using StreamVault.Core.Storage;
using StreamVault.Tests.Components;
using StreamVault.Tests.Encoding;
using StreamVault.Tests.Infrastructure;
using StreamVault.Web.Watch;

namespace StreamVault.Tests.Jobs;

/// <summary>A ready video is encoded again from its kept original, and stays playable.</summary>
public sealed class PrepareAgainTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_new_result_replaces_the_old_one_and_the_original_stays()
    {
        await using var vault = await KeepingAsync();
        var before = await vault.EncodeAsync(await Clips.SmallAsync());
        var playlist = before.Playlist("480p");
        await Until.TrueAsync(() => vault.Storage.HasOriginal(before.Video.Id));
        await vault.StopAsync();

        (await vault.Queue.PrepareAgainAsync(before.Video.Id, Ct)).Should().Be(JobRequestOutcome.Done);
        (await vault.Queue.PrepareAgainAsync(before.Video.Id, Ct))
            .Should()
            .Be(JobRequestOutcome.WrongState, "once is enough");
        (await vault.VideoAsync(before.Video.Id)).Status.Should().Be(VideoStatus.Ready);
        (await before.DecodeAsync()).Frames.Should().Be(50);
        await vault.StartAsync();
        await CompletedAsync(vault, before.Video.Id);

        var after = await vault.VideoAsync(before.Video.Id);
        (after.Status, after.OriginalBytes).Should().Be((VideoStatus.Ready, before.Video.OriginalBytes));
        before.Playlist("480p").Should().NotBe(playlist, "it has a new key");
        (await before.DecodeAsync()).Frames.Should().Be(50);
        await Until.TrueAsync(() => !Directory.Exists(vault.Storage.WorkFolder(after.Id)));
        vault.Storage.HasOriginal(after.Id).Should().BeTrue();
        vault.Storage.ReplacedVideos.Should().BeEmpty();
        vault.Logs.AssertNoErrorsLogged();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task The_old_result_stays_if_the_job_fails()
    {
        await using var vault = await KeepingAsync();
        var result = await vault.EncodeAsync(await Clips.SmallAsync());
        await Until.TrueAsync(() => vault.Storage.HasOriginal(result.Video.Id));
        await vault.StopAsync();
        await vault.Queue.PrepareAgainAsync(result.Video.Id, Ct);
        File.Delete(vault.Storage.OriginalPath(result.Video.Id));

        await vault.StartAsync();
        await Until.TrueAsync(async () => (await JobsAsync(vault, result.Video.Id))[0].Status == JobStatus.Failed);

        (await vault.VideoAsync(result.Video.Id)).Status.Should().Be(VideoStatus.Ready);
        (await result.DecodeAsync()).Frames.Should().Be(50);
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_changed_original_does_not_replace_a_whole_video()
    {
        await using var vault = await KeepingAsync();
        var result = await vault.EncodeAsync(await Clips.SmallAsync());
        await Until.TrueAsync(() => vault.Storage.HasOriginal(result.Video.Id));
        await vault.StopAsync();
        await using (var original = File.OpenWrite(vault.Storage.OriginalPath(result.Video.Id)))
        {
            original.Seek(-100, SeekOrigin.End);
            original.Write(new byte[50]);
        }

        await vault.Queue.PrepareAgainAsync(result.Video.Id, Ct);
        await vault.StartAsync();
        await Until.TrueAsync(async () => (await JobsAsync(vault, result.Video.Id))[0].Status == JobStatus.Failed);

        (await JobsAsync(vault, result.Video.Id))[0].ErrorCause.Should().Be(FailureCause.SourceChanged);
        (await result.DecodeAsync()).Frames.Should().Be(50);
        vault.Storage.HasOriginal(result.Video.Id).Should().BeTrue();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task An_upload_that_changed_before_it_was_prepared_is_kept_with_a_warning()
    {
        await using var vault = await EncodingVault.OpenAsync();
        var id = await vault.AcceptAsync(await Clips.SmallAsync());
        File.Copy(await Clips.MakeAsync(new Clip(320, 180, Seconds: 1)), vault.Storage.SourcePath(id), overwrite: true);

        await vault.StartAsync();
        await CompletedAsync(vault, id);

        (await vault.VideoAsync(id)).Warning.Should().StartWith("The uploaded file changed on the disk");
        await Until.TrueAsync(() => vault.Storage.HasOriginal(id));
        (await vault.Queue.PrepareAgainAsync(id, Ct)).Should().Be(JobRequestOutcome.Done);
        await Until.TrueAsync(async () => (await vault.VideoAsync(id)).Warning is null);
        (await JobsAsync(vault, id)).Should().OnlyContain(job => job.Status == JobStatus.Completed);
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_dismissed_warning_returns_if_the_new_version_has_it_too()
    {
        var clip = await Clips.MakeAsync(
            "two-pictures.mp4",
            ["-i", await Clips.SmallAsync(), "-map", "0", "-map", "0:v", "-c", "copy"]
        );
        await using var vault = await EncodingVault.OpenAsync();
        var id = (await vault.EncodeAsync(clip)).Video.Id;
        var warning = (await vault.VideoAsync(id)).Warning;
        await Until.TrueAsync(() => vault.Storage.HasOriginal(id));
        await vault.Get<VideoLibrary>().DismissWarningAsync(id, Ct);
        (await vault.VideoAsync(id)).DismissedWarning.Should().Be(warning).And.NotBeNull();

        (await vault.Queue.PrepareAgainAsync(id, Ct)).Should().Be(JobRequestOutcome.Done);
        await Until.TrueAsync(async () => (await vault.VideoAsync(id)).DismissedWarning is null);

        (await vault.VideoAsync(id)).Warning.Should().Be(warning);
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_video_without_its_original_is_not_prepared_again()
    {
        await using var vault = await EncodingVault.OpenAsync();
        var result = await vault.EncodeAsync(await Clips.SmallAsync());

        (await vault.Queue.PrepareAgainAsync(result.Video.Id, Ct)).Should().Be(JobRequestOutcome.WrongState);
        (await vault.Queue.PrepareAgainAsync(new VideoId(Guid.NewGuid()), Ct)).Should().Be(JobRequestOutcome.NotFound);
    }

    [Trait(Tier.Name, Tier.Media)]
    [Theory]
    [InlineData(JobStatus.Queued, 0, "old")]
    [InlineData(JobStatus.Processing, 100, "old")]
    [InlineData(JobStatus.Completed, 0, "new")]
    public async Task A_crash_in_the_middle_leaves_the_result_that_the_database_knows(
        JobStatus job,
        int interruptions,
        string expected
    )
    {
        await using var vault = await KeepingAsync();
        var id = await vault.AcceptAsync(await Clips.SmallAsync());
        await using (var database = await vault.DatabaseAsync())
        {
            (database.EncodingJobs.Single().Status, database.EncodingJobs.Single().Interruptions) = (
                job,
                interruptions
            );
            await database.SaveChangesAsync();
        }

        var (old, made) = (vault.Storage.VideoFolder(id), vault.Storage.WorkFolder(id));
        Directory.CreateDirectory(old);
        File.WriteAllText(Path.Combine(old, "which"), "old");
        Directory.CreateDirectory(made);
        File.WriteAllText(Path.Combine(made, "which"), "new");
        vault.Storage.Publish(made, id);

        await vault.Get<EncodingRecovery>().RunAsync(Ct);

        File.ReadAllText(Path.Combine(vault.Storage.VideoFolder(id), "which")).Should().Be(expected);
        vault.Storage.ReplacedVideos.Should().BeEmpty();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_folder_gets_another_name_before_it_is_deleted(bool isCommitted)
    {
        await using var vault = await EncodingVault.OpenAsync();
        var id = await vault.AcceptAsync(await Clips.SmallAsync());
        var (place, made) = (vault.Storage.VideoFolder(id), vault.Storage.WorkFolder(id));
        Directory.CreateDirectory(place);
        Directory.CreateDirectory(made);
        vault.Storage.Publish(made, id);
        var names = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var watcher = new FileSystemWatcher(Path.Combine(vault.Storage.Root, "deleted"));
        watcher.Deleted += (_, deleted) => names.Enqueue(deleted.Name!);
        watcher.EnableRaisingEvents = true;

        if (isCommitted)
        {
            vault.Storage.FinishReplacing(id);
        }
        else
        {
            vault.Storage.UndoReplacing(id);
        }

        Directory.Exists(place).Should().BeTrue();
        await Until.TrueAsync(() => names.Any(name => name.EndsWith("-removed", StringComparison.Ordinal)));
        Directory.EnumerateFileSystemEntries(Path.Combine(vault.Storage.Root, "deleted")).Should().BeEmpty();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Can_be_requested_over_HTTP()
    {
        await using var app = new StreamVaultApp
        {
            Settings = { ["StreamVault:Originals:Policy"] = "Keep" },
            Workers = 1,
        };
        using var client = await app.SignInAsync();
        using var sent = await client.SendUploadAsync(
            new ByteArrayContent(await File.ReadAllBytesAsync(await Clips.SmallAsync())),
            "clip.mp4"
        );
        var id = (await sent.Content.ReadFromJsonAsync<VideoJson>())!.Id;
        using var early = await client.PostAsync(Address(id), null);
        await client.ReadyAsync(id);
        using var unknown = await client.PostAsync(Address(Guid.NewGuid()), null);

        HttpStatusCode? answer = null;
        await Until.TrueAsync(async () =>
        {
            using var asked = await client.PostAsync(Address(id), null);
            answer = asked.StatusCode;
            return answer != HttpStatusCode.Conflict;
        });

        early.StatusCode.Should().Be(HttpStatusCode.Conflict);
        unknown.StatusCode.Should().Be(HttpStatusCode.NotFound);
        answer.Should().Be(HttpStatusCode.Accepted);
        (await client.VideoAsync(id)).Status.Should().Be("ready");
    }

    private static string Address(Guid id) => $"{StreamVaultUrls.ApiVideos}/{id}/prepare";

    private static Task<EncodingVault> KeepingAsync() => EncodingVault.OpenAsync(("Originals:Policy", "Keep"));

    private static async Task<IReadOnlyList<EncodingJob>> JobsAsync(EncodingVault vault, VideoId id) =>
        [.. (await vault.Queue.ListAsync(id, Ct)).Select(listing => listing.Job)];

    private static Task CompletedAsync(EncodingVault vault, VideoId id) =>
        Until.TrueAsync(
            async () => (await JobsAsync(vault, id)).All(job => job.Status == JobStatus.Completed),
            Until.Encoded
        );
}

/// <summary>Encoding again from a video's page.</summary>
public sealed class PrepareAgainPageTests : PageFixture
{
    [Theory]
    [InlineData("1920×1080 · 30 fps · HEVC HDR · AAC", null, true)]
    [InlineData("1920×1080 · 30 fps · HEVC HDR · AAC", 1, false)]
    [InlineData("1920×1080 · 30 fps · HEVC · AAC", null, false)]
    public async Task The_page_explains_why_for_HDR_of_an_earlier_version(string summary, int? version, bool says)
    {
        var video = await AddVideoAsync(
            "Beach",
            VideoStatus.Ready,
            (video, _) => (video.SourceSummary, video.EncodingVersion, video.OriginalBytes) = (summary, version, 3)
        );

        var panel = Render<PrepareAgain>(with => with.Add(it => it.Video, video));

        panel.Markup.Contains("about one stop too bright", StringComparison.Ordinal).Should().Be(says);
        panel.FindAll("button").Should().HaveCount(says ? 1 : 0);
    }

    [Fact]
    public async Task The_button_queues_a_job_and_the_video_stays_ready()
    {
        var video = await AddVideoAsync(
            "Beach",
            VideoStatus.Ready,
            (video, _) => (video.SourceSummary, video.OriginalBytes) = ("HEVC HDR", 3)
        );
        File.WriteAllText(Get<VaultStorage>().SourcePath(video.Id), "abc");
        Get<VaultStorage>().KeepOriginal(video.Id);

        await Render<PrepareAgain>(with => with.Add(it => it.Video, video)).Find("button").ClickAsync(new());

        (await Queue.ListAsync(video.Id, Ct)).Should().HaveCount(2);
        (await Get<VideoLibrary>().FindAsync(video.Id, Ct))!.Status.Should().Be(VideoStatus.Ready);
    }

    [Fact]
    public async Task Is_not_offered_without_an_original()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);

        Render<PrepareAgain>(with => with.Add(it => it.Video, video)).Markup.Trim().Should().BeEmpty();
    }
}
