using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Jobs;
using StreamVault.Core.Keys;
using StreamVault.Core.Library;
using StreamVault.Tests.Ffmpeg;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding;

/// <summary>Jobs whose worker stops, fails or loses its lease.</summary>
public sealed class WorkerTests : IDisposable
{
    // Hangs once in the middle of the second chunk.
    private const string HangsOnce = """
        case "$*" in *c0001_480p.ts.part*) if [ ! -e "$here/hung" ]; then
            for last; do :; done; while [ ! -e "$(dirname "${last#file:}")/c0000.done" ]; do sleep 0.1; done
            echo half > "${last#file:}"; echo $$ > "$here/hung"; exec sleep 1000
        fi;; esac
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Workers_look_for_jobs_again_when_FFmpeg_appears()
    {
        await using var vault = await EncodingVault.OpenAsync();
        await vault.StartAsync();
        var woken = vault.Get<JobSignal>().Next;

        // The workers listen once their recovery is done.
        await Until.TrueAsync(() =>
        {
            vault.Get<EventHub>().Publish(new FfmpegChange(vault.Get<FfmpegTools>().State));
            return woken.IsCompleted;
        });
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_restarted_server_continues_an_encode_where_it_stopped()
    {
        using var ffmpeg = new StandInFfmpeg(HangsOnce);
        VideoId id;
        byte[]? key;
        await using (var first = await OpenAsync(ffmpeg))
        {
            await first.StartAsync();
            id = await first.AcceptAsync(await NumberedFrames.MakeAsync("resumed.mp4", 100, sound: 4), attempts: 3);
            await Until.TrueAsync(() => ffmpeg.Noted("hung"));
            key = first.Get<ContentKeyStore>().Find(id);
            await first.StopAsync();
            var given = await first.JobAsync(id);
            (given.Status, given.Attempts).Should().Be((JobStatus.Queued, 0), "stopping a server costs no attempt");
            SleepersOf(ffmpeg).Should().Be(0, "nothing is left running");
        }

        await using var second = await OpenAsync(ffmpeg);
        await second.StartAsync();

        (await second.EndOfAsync(id)).Status.Should().Be(JobStatus.Completed);

        ffmpeg.Calls("c0000_480p").Should().Be(1, "it is finished and not encoded again");
        ffmpeg.Calls("c0001_480p.ts.part").Should().Be(2, "only the unfinished chunk is encoded again");
        var playlist = Path.Combine(second.Storage.VideoFolder(id), "480p.m3u8");
        (await NumberedFrames.ReadAsync(playlist)).Should().Equal(Enumerable.Range(0, 100));
        (await second.JobAsync(id)).Attempts.Should().Be(1);
        second.Logs.AssertNoErrorsLogged();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_worker_that_lost_its_job_stops_and_the_next_reuses_its_chunks()
    {
        using var ffmpeg = new StandInFfmpeg(HangsOnce);
        await using var stale = await OpenAsync(ffmpeg, ("Encoding:Heartbeat", "00:00:00.100"));
        await stale.StartAsync();
        var id = await stale.AcceptAsync(await NumberedFrames.MakeAsync("stolen.mp4", 100), attempts: 3);
        await Until.TrueAsync(() => ffmpeg.Noted("hung"));

        // As a second server does at startup: it can't know that the worker is still running.
        await using var next = await OpenAsync(ffmpeg);
        await next.Queue.RecoverInterruptedAsync(CancellationToken.None);
        var lease = await Until.GotAsync(async () => await next.Queue.ClaimAsync(CancellationToken.None));
        await Until.TrueAsync(() => SleepersOf(ffmpeg) == 0);
        await stale.StopAsync();

        var job = await next.JobAsync(id);
        (job.Status, job.LeaseToken).Should().Be((JobStatus.Processing, lease.Token), "the lost worker wrote nothing");
        Directory.Exists(next.Storage.VideoFolder(id)).Should().BeFalse();
        await next.Queue.ReleaseAsync(lease, CancellationToken.None);
        await next.StartAsync();
        (await next.EndOfAsync(id)).Status.Should().Be(JobStatus.Completed);
        ffmpeg.Calls("c0000_480p.ts.part").Should().Be(1, "its finished chunk is reused");
        stale.Logs.AssertNoErrorsLogged();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Deleting_a_video_ends_its_encode_at_once_and_leaves_nothing()
    {
        using var ffmpeg = new StandInFfmpeg(HangsOnce);
        await using var vault = await OpenAsync(ffmpeg);
        await vault.StartAsync();
        var id = await vault.AcceptAsync(await NumberedFrames.MakeAsync("deleted.mp4", 100));
        await Until.TrueAsync(() => ffmpeg.Noted("hung"));

        await vault.Get<VideoLibrary>().DeleteAsync(id, CancellationToken.None);

        await Until.TrueAsync(() => SleepersOf(ffmpeg) == 0);
        await vault.StopAsync();
        Directory
            .EnumerateFileSystemEntries(vault.Storage.Root, $"*{id}*", SearchOption.AllDirectories)
            .Should()
            .BeEmpty();
        Directory.GetFiles(vault.Storage.ProcessesFolder).Should().BeEmpty();
        vault.Logs.AssertNoErrorsLogged();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_failure_is_reported_with_FFmpegs_log_and_retried()
    {
        using var ffmpeg = new StandInFfmpeg(
            """
            case "$*" in *c0001_*) if [ ! -e "$here/failed" ]; then
                touch "$here/failed"; echo 'Cannot allocate memory' >&2; exit 251
            fi;; esac
            """
        );
        await using var vault = await OpenAsync(ffmpeg, ("Encoding:RetryDelay", "00:10:00"));
        await vault.StartAsync();
        var id = await vault.AcceptAsync(await NumberedFrames.MakeAsync("failing.mp4", 100), attempts: 3);

        var waiting = await Until.GotAsync(async () =>
            await vault.JobAsync(id) is { NextAttemptAt: not null } job ? job : null
        );

        waiting
            .ErrorMessage.Should()
            .Be("FFmpeg failed while encoding the video (exit code 251). The end of FFmpeg's log is below.");
        (waiting.Status, waiting.Attempts, waiting.ErrorExitCode).Should().Be((JobStatus.Queued, 1, 251));
        waiting
            .ErrorLog.Should()
            .Contain("ffmpeg -nostdin")
            .And.Contain("Cannot allocate memory")
            .And.Contain("data/work/");
        waiting.ErrorLog.Should().NotContain(_folder.FullName, "the path of the vault is private");

        await vault.Queue.RetryAsync(waiting.Id, CancellationToken.None);

        (await vault.EndOfAsync(id)).Status.Should().Be(JobStatus.Completed);
        ffmpeg.Calls("c0000_480p.ts.part").Should().Be(1, "a failed attempt's finished chunks are kept");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task An_unexpected_exception_fails_the_attempt_and_not_the_worker()
    {
        await using var vault = await OpenAsync(null);
        await vault.StartAsync();
        var clip = await Clips.MakeAsync(new Clip(160, 90, 1));
        var blocked = VideoId.New(DateTimeOffset.UnixEpoch);
        File.WriteAllText(vault.Storage.WorkFolder(blocked), "a file where a folder belongs");
        await vault.AcceptAsync(clip, id: blocked);

        var job = await vault.EndOfAsync(blocked);
        job.ErrorMessage.Should().StartWith("Something unexpected went wrong:");
        job.ErrorCause.Should().Be(FailureCause.Unexpected);

        (await vault.EndOfAsync(await vault.AcceptAsync(clip))).Status.Should().Be(JobStatus.Completed);
        vault.Logs.Lines.Should().Contain(line => line.Exception is IOException);
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Several_workers_share_the_work()
    {
        await using var vault = await OpenAsync(null, ("Encoding:Workers", "2"));
        await vault.StartAsync();
        var clip = await Clips.MakeAsync(new Clip(160, 90, 1));
        var ids = new List<VideoId>();
        for (var i = 0; i < 4; i++)
        {
            ids.Add(await vault.AcceptAsync(clip));
        }

        foreach (var id in ids)
        {
            (await vault.EndOfAsync(id)).Status.Should().Be(JobStatus.Completed);
        }

        var keys = ids.Select(id => Convert.ToHexString(vault.Get<ContentKeyStore>().Find(id)!));
        keys.Should().OnlyHaveUniqueItems("every video has a unique key");
        vault.Logs.AssertNoErrorsLogged();
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Progress_is_reported_live_never_falls_and_is_saved()
    {
        using var ffmpeg = new StandInFfmpeg(HangsOnce);
        await using var vault = await OpenAsync(ffmpeg);
        using var stop = new CancellationTokenSource();
        var reported = new ConcurrentQueue<JobProgress>();
        var events = vault.Get<EventHub>().WatchAsync<JobProgress>(stop.Token);
        var listening = Task.Run(async () =>
        {
            await foreach (var progress in events)
            {
                reported.Enqueue(progress);
            }
        });
        await vault.StartAsync();
        var id = await vault.AcceptAsync(await NumberedFrames.MakeAsync("progress.mp4", 100, sound: 4), attempts: 3);
        await Until.TrueAsync(() => ffmpeg.Noted("hung"));
        await Until.TrueAsync(async () => (await vault.JobAsync(id)).ChunksDone == 1);

        var job = await vault.JobAsync(id);
        job.Progress.Should().BeApproximately(0.25 / 1.06, 0.01, "one of four chunks is done and written down");
        job.Stage.Should().Be("Encoding 480p");
        var latest = vault.Get<RunningJobs>().Latest(job.Id);
        (latest!.ChunksDone, latest.ChunkCount, latest.Stage).Should().Be((1, 4, "Encoding 480p"));

        await vault.StopAsync();
        reported.Select(p => p.Stage).Distinct().Should().Equal("Reading the file", "Encoding 480p");
        reported.Select(p => p.Fraction).Should().BeInAscendingOrder();
        reported.Clear();
        await vault.StartAsync();
        await vault.EndOfAsync(id);
        await vault.StopAsync();

        vault.Get<RunningJobs>().Latest(job.Id).Should().BeNull("it no longer runs");
        await stop.CancelAsync();
        await listening.ContinueWith(_ => { }, TaskScheduler.Default);
        // Audio is encoded beside the video and shown only if it takes longer.
        reported
            .Select(p => p.Stage)
            .Distinct()
            .Where(s => s != "Encoding audio")
            .Should()
            .Equal("Encoding 480p", "Scanning the file", "Packaging 480p", "Checking the result");
        reported.Select(p => p.Fraction).Should().BeInAscendingOrder();
        reported
            .First()
            .Fraction.Should()
            .BeGreaterThan(0.2, "what the first attempt finished counts from the beginning");
        reported
            .First(p => p.Stage.StartsWith("Checking"))
            .Fraction.Should()
            .BeApproximately((1.02 + 0.02 * 0.15) / 1.04, 0.001, "packaging is done and the check is not");
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Leftover_files_of_a_ready_video_are_deleted_at_the_next_start()
    {
        await using var vault = await OpenAsync(null);
        var result = await vault.EncodeAsync(await Clips.MakeAsync(new Clip(160, 90, 1)));
        await vault.StopAsync();
        Directory.CreateDirectory(vault.Storage.AttemptFolder(result.Video.Id, Guid.NewGuid()));
        File.WriteAllText(vault.Storage.SourcePath(result.Video.Id), "the upload");
        var unknown = new VideoId(Guid.NewGuid());
        Directory.CreateDirectory(vault.Storage.WorkFolder(unknown));

        await vault.StartAsync();

        await Until.TrueAsync(() => vault.Storage.VideosWithWork.SequenceEqual([unknown]));
        File.Exists(vault.Storage.SourcePath(result.Video.Id)).Should().BeFalse();
        (await vault.VideoAsync(result.Video.Id)).Status.Should().Be(VideoStatus.Ready);
        (await result.DecodeAsync()).Frames.Should().Be(25);
    }

    private Task<EncodingVault> OpenAsync(StandInFfmpeg? ffmpeg, params (string, string)[] settings) =>
        EncodingVault.OpenAsync(
            TimeProvider.System,
            _folder,
            [
                ("Encoding:SegmentDuration", "00:00:01"),
                ("Encoding:SegmentsPerChunk", "1"),
                ("Encoding:PollingInterval", "00:00:00.200"),
                .. ffmpeg is null ? [] : ((string, string)[])[ffmpeg.Setting],
                .. settings,
            ]
        );

    // The stand-in wrote its process id before it executed "sleep".
    private static int SleepersOf(StandInFfmpeg ffmpeg)
    {
        var note = Path.Combine(Path.GetDirectoryName(ffmpeg.Path)!, "hung");
        var id = int.Parse(File.ReadAllText(note), System.Globalization.CultureInfo.InvariantCulture);
        return Process.GetProcesses().Count(process => process.Id == id && process.ProcessName == "sleep");
    }
}
