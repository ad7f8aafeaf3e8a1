using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Tests.Ffmpeg;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding.Attempts;

/// <summary>Pausing, cancelling and prioritizing running encodes.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class PauseTests
{
    // Hangs once in the middle of the second chunk, until it is killed.
    private const string HangsOnce = """
        case "$*" in *c0001_480p.ts.part*) if [ ! -e "$here/hung" ]; then
            for last; do :; done; while [ ! -e "$(dirname "${last#file:}")/c0000.done" ]; do sleep 0.1; done
            echo half > "${last#file:}"; echo $$ > "$here/hung"; exec sleep 1000
        fi;; esac
        """;

    [Fact]
    public async Task A_job_paused_in_the_middle_of_a_chunk_loses_only_that_chunk_and_no_frame()
    {
        using var ffmpeg = new StandInFfmpeg(HangsOnce);
        await using var vault = await OpenAsync(ffmpeg);
        await vault.StartAsync();
        var id = await vault.AcceptAsync(await NumberedFrames.MakeAsync("paused.mp4", 100, sound: 4));
        await Until.TrueAsync(() => ffmpeg.Noted("hung"));
        await Until.TrueAsync(async () => (await vault.JobAsync(id)).ChunksDone == 1);
        var job = await vault.JobAsync(id);

        (await vault.Queue.PauseAsync(job.Id, Ct)).Should().Be(JobRequestOutcome.Done);

        await Until.TrueAsync(() => Directory.GetFiles(vault.Storage.ProcessesFolder).Length == 0);
        job = await vault.JobAsync(id);
        (job.Status, job.Attempts, job.ChunksDone, job.ChunkCount).Should().Be((JobStatus.Paused, 0, 1, 4));
        (await vault.VideoAsync(id)).Status.Should().Be(VideoStatus.Pending);

        await vault.Queue.ResumeAsync(job.Id, Ct);

        (await vault.EndOfAsync(id)).Attempts.Should().Be(1);
        ffmpeg.Calls("c0000_480p.ts.part").Should().Be(1, "the finished chunk is kept");
        ffmpeg.Calls("c0001_480p.ts.part").Should().Be(2);
        var playlist = Path.Combine(vault.Storage.VideoFolder(id), "480p.m3u8");
        (await NumberedFrames.ReadAsync(playlist))
            .Should()
            .Equal(Enumerable.Range(0, 100), "an uninterrupted run makes just these");
        vault.Logs.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task Repeated_pausing_and_resuming_does_no_harm()
    {
        using var ffmpeg = new StandInFfmpeg("");
        await using var vault = await OpenAsync(ffmpeg, ("Encoding:Workers", "2"));
        await vault.StartAsync();
        var id = await vault.AcceptAsync(await NumberedFrames.MakeAsync("paused.mp4", 100, sound: 4));
        var job = (await vault.JobAsync(id)).Id;
        for (var i = 1; i <= 8; i++)
        {
            await Until.TrueAsync(async () =>
                await vault.JobAsync(id) is { Status: JobStatus.Processing or JobStatus.Completed }
            );
            // The other worker may take it while the first one is still stopping.
            await vault.Queue.PauseAsync(job, Ct);
            await vault.Queue.ResumeAsync(job, Ct);
        }

        var end = await vault.EndOfAsync(id);

        (end.Status, end.Attempts).Should().Be((JobStatus.Completed, 1));
        var playlist = Path.Combine(vault.Storage.VideoFolder(id), "480p.m3u8");
        (await NumberedFrames.ReadAsync(playlist)).Should().Equal(Enumerable.Range(0, 100));
        await vault.StopAsync();
        Directory.Exists(vault.Storage.WorkFolder(id)).Should().BeFalse("nothing of the stopped attempts is left");
        vault.Logs.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task Pausing_everything_stops_running_jobs_and_resuming_continues_them()
    {
        using var ffmpeg = new StandInFfmpeg(HangsOnce);
        await using var vault = await OpenAsync(ffmpeg);
        await vault.StartAsync();
        var id = await vault.AcceptAsync(await NumberedFrames.MakeAsync("paused.mp4", 100));
        await Until.TrueAsync(() => ffmpeg.Noted("hung"));

        await vault.Queue.ChangeScheduleAsync(schedule => schedule.IsPaused = true, Ct);

        await Until.TrueAsync(() => Directory.GetFiles(vault.Storage.ProcessesFolder).Length == 0);
        (await vault.JobAsync(id)).Status.Should().Be(JobStatus.Queued);
        await vault.StopAsync();
        await vault.StartAsync();
        await vault.Queue.ChangeScheduleAsync(schedule => schedule.IsPaused = false, Ct);
        (await vault.EndOfAsync(id)).Attempts.Should().Be(1);
        ffmpeg.Calls("c0000_480p.ts.part").Should().Be(1);
    }

    [Fact]
    public async Task A_cancelled_job_ends_at_once_and_keeps_upload_and_chunks_for_a_retry()
    {
        using var ffmpeg = new StandInFfmpeg(HangsOnce);
        await using var vault = await OpenAsync(ffmpeg);
        await vault.StartAsync();
        var id = await vault.AcceptAsync(await NumberedFrames.MakeAsync("paused.mp4", 100));
        await Until.TrueAsync(() => ffmpeg.Noted("hung"));
        var job = (await vault.JobAsync(id)).Id;

        await vault.Queue.CancelAsync(job, Ct);

        await Until.TrueAsync(() => Directory.GetFiles(vault.Storage.ProcessesFolder).Length == 0);
        (await vault.VideoAsync(id)).Status.Should().Be(VideoStatus.Failed);
        File.Exists(vault.Storage.SourcePath(id)).Should().BeTrue();
        await vault.Queue.RetryAsync(job, Ct);
        (await vault.EndOfAsync(id)).Status.Should().Be(JobStatus.Completed);
        ffmpeg.Calls("c0000_480p.ts.part").Should().Be(1);
    }

    [Fact]
    public async Task A_long_job_is_preempted_by_a_short_one_after_its_chunk_and_then_continues()
    {
        // The first chunk of the long job ends when the short job is queued.
        using var ffmpeg = new StandInFfmpeg(
            """
            case "$*" in *c0000_480p.ts.part*) if [ ! -e "$here/begun" ]; then
                touch "$here/begun"; while [ ! -e "$here/come" ]; do sleep 0.1; done
            fi;; esac
            """
        );
        await using var vault = await OpenAsync(ffmpeg);
        await vault.StartAsync();
        var film = await vault.AcceptAsync(await NumberedFrames.MakeAsync("film.mp4", 250));
        await Until.TrueAsync(() => ffmpeg.Noted("begun"));
        var clip = await vault.AcceptAsync(await NumberedFrames.MakeAsync("clip.mp4", 25));
        await vault.Queue.PrioritizeAsync((await vault.JobAsync(clip)).Id, JobPriority.Now, null, Ct);
        ffmpeg.Note("come");

        var (second, first) = (await vault.EndOfAsync(film), await vault.EndOfAsync(clip));

        first.CompletedAt.Should().BeBefore(second.CompletedAt!.Value);
        (second.Status, second.Attempts).Should().Be((JobStatus.Completed, 1), "giving way costs no attempt");
        ffmpeg
            .Lines.Where(call => call.Contains("_480p.ts.part"))
            .Take(3)
            .Select(call => call.Contains("c0000_") ? "its first piece" : "its second piece")
            .Should()
            .Equal(["its first piece", "its first piece", "its second piece"], "the clip comes in between");
        ffmpeg.Calls("c0000_480p.ts.part").Should().Be(2, "what the long one had is kept");
        var playlist = Path.Combine(vault.Storage.VideoFolder(film), "480p.m3u8");
        (await NumberedFrames.ReadAsync(playlist)).Should().Equal(Enumerable.Range(0, 250));
    }

    private static readonly CancellationToken Ct = CancellationToken.None;

    private static Task<EncodingVault> OpenAsync(StandInFfmpeg ffmpeg, params (string, string)[] settings) =>
        EncodingVault.OpenAsync([
            ("Encoding:SegmentDuration", "00:00:01"),
            ("Encoding:SegmentsPerChunk", "1"),
            ("Encoding:PollingInterval", "00:00:00.200"),
            ffmpeg.Setting,
            .. settings,
        ]);
}
