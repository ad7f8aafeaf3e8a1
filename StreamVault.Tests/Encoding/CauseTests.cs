using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Tests.Ffmpeg;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding;

/// <summary>The causes of failed encodes, with their messages and retries.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class CauseTests
{
    [Theory]
    [InlineData("kill -9 $$", FailureCause.Killed, "killed while encoding the video")]
    [InlineData(
        "echo 'file:x: Input/output error' >&2; exit 0",
        FailureCause.DiskUnreadable,
        "could not be read completely from"
    )]
    [InlineData("exit 1", FailureCause.FfmpegFailed, "FFmpeg failed while encoding the video (exit code 1)")]
    [InlineData("exec sleep 1000", FailureCause.Stalled, "FFmpeg made no progress for 0.08 minutes and was stopped.")]
    public async Task Every_FFmpeg_failure_has_a_cause_and_is_retried(string end, FailureCause cause, string words)
    {
        using var ffmpeg = new StandInFfmpeg(
            $$"""case "$*" in *c0001_480p.ts.part*) if [ ! -e "$here/failed" ]; then touch "$here/failed"; {{end}}; fi;; esac"""
        );
        await using var vault = await OpenAsync(ffmpeg);
        await vault.StartAsync();
        var id = await vault.AcceptAsync(await NumberedFrames.MakeAsync("causes.mp4", 100), attempts: 2);

        var job = await Until.GotAsync(async () =>
            await vault.JobAsync(id) is { NextAttemptAt: not null } waiting ? waiting : null
        );

        (job.ErrorCause, job.Attempts).Should().Be((cause, 1));
        job.ErrorMessage.Should().Contain(words);
        await vault.Queue.RetryAsync(job.Id, CancellationToken.None);
        (await vault.EndOfAsync(id)).Status.Should().Be(JobStatus.Completed);
        ffmpeg.Calls("c0000_480p.ts.part").Should().Be(1, "what was finished is kept");
    }

    [Fact]
    public async Task Chunks_that_do_not_join_are_encoded_again_on_a_retry()
    {
        using var ffmpeg = new StandInFfmpeg(
            """
            [ -e "$here/well" ] || case "$*" in
              *c0001_480p.ts.part*)
                for last; do :; done; work=$(dirname "${last#file:}")
                while [ ! -e "$work/c0000.done" ]; do sleep 0.1; done
                truncate --size 1880 "$work/c0000_480p.ts";;
              *ffconcat*image2*) exit 1;;
            esac
            """
        );
        await using var vault = await OpenAsync(ffmpeg);
        await vault.StartAsync();
        var id = await vault.AcceptAsync(await NumberedFrames.MakeAsync("causes.mp4", 100));
        var job = await vault.EndOfAsync(id);
        (job.Status, job.ErrorCause).Should().Be((JobStatus.Failed, FailureCause.PackagingFailed));
        job.ErrorMessage.Should().Contain("of 25 frames are in c0000_480p.ts");

        ffmpeg.Note("well");
        await vault.Queue.RetryAsync(job.Id, CancellationToken.None);

        (await vault.EndOfAsync(id)).Status.Should().Be(JobStatus.Completed);
        ffmpeg.Calls("c0000_480p.ts.part").Should().Be(2, "the old piece may have been the bad one");
    }

    [Theory]
    [InlineData("Capped")]
    [InlineData("Keep")]
    public async Task A_damaged_key_file_is_reported_separately_from_chunk_and_source_errors(string profile)
    {
        await using var vault = await EncodingVault.OpenAsync(("Encoding:Profile", profile));
        var clip = await NumberedFrames.MakeAsync("key.mp4", 50, codec: "libx264 -preset ultrafast -crf 10 -g 25");
        var id = await vault.AcceptAsync(clip, attempts: 1);
        await File.WriteAllBytesAsync(vault.Storage.KeyPath(id), [1, 2, 3]);
        await vault.StartAsync();

        var job = await vault.EndOfAsync(id);

        (job.Status, job.ErrorCause).Should().Be((JobStatus.Failed, FailureCause.Unexpected));
        job.ErrorMessage.Should().Contain($"The key file of video {id} holds 3 bytes").And.NotContain("pieces");
        File.Exists(vault.Storage.SourcePath(id)).Should().BeTrue();
    }

    [Fact]
    public async Task A_job_waits_for_space_on_a_full_disk_and_then_continues()
    {
        using var ffmpeg = new StandInFfmpeg("");
        await using var vault = await OpenAsync(ffmpeg);
        vault.Storage.MeasureFree = () => 5_000_000;
        await vault.StartAsync();
        var id = await vault.AcceptAsync(await NumberedFrames.MakeAsync("causes.mp4", 100));
        var job = await Until.GotAsync(async () =>
            await vault.JobAsync(id) is { ErrorCause: not null } waiting ? waiting : null
        );
        (job.Status, job.Attempts, job.ErrorCause).Should().Be((JobStatus.Queued, 0, FailureCause.DiskFull));
        var wait = (await vault.Queue.WaitOfAsync(job, CancellationToken.None))!;
        (wait.Reason, wait.FreeBytes).Should().Be((WaitReason.DiskSpace, 5_000_000));
        ffmpeg.Calls("c0000_480p").Should().Be(0, "nothing is begun that would not fit");

        vault.Storage.MeasureFree = () => wait.NeededBytes;

        job = await vault.EndOfAsync(id);
        (job.Status, job.Attempts, job.ErrorCause, job.NeededBytes).Should().Be((JobStatus.Completed, 1, null, null));
    }

    [Fact]
    public async Task A_disk_that_fills_up_during_a_chunk_uses_no_attempt()
    {
        using var ffmpeg = new StandInFfmpeg(
            """
            case "$*" in *c0001_480p.ts.part*) if [ ! -e "$here/room" ]; then
                echo 'av_interleaved_write_frame(): No space left on device' >&2; exit 228
            fi;; esac
            """
        );
        await using var vault = await OpenAsync(ffmpeg);
        await vault.StartAsync();
        var id = await vault.AcceptAsync(await NumberedFrames.MakeAsync("causes.mp4", 100));
        var job = await Until.GotAsync(async () =>
            await vault.JobAsync(id) is { ErrorCause: FailureCause.DiskFull } waiting ? waiting : null
        );
        (job.Status, job.Attempts).Should().Be((JobStatus.Queued, 0));
        job.ErrorMessage.Should().StartWith("The disk of the data folder is full");

        ffmpeg.Note("room");
        await vault.Queue.RetryAsync(job.Id, CancellationToken.None);

        (await vault.EndOfAsync(id)).Status.Should().Be(JobStatus.Completed);
        ffmpeg.Calls("c0000_480p.ts.part").Should().Be(1);
    }

    [Fact]
    public async Task A_broken_file_fails_at_the_first_attempt()
    {
        await using var vault = await EncodingVault.OpenAsync();
        await vault.StartAsync();
        var text = Clips.Write("text.mp4", "no video at all"u8);

        var job = await vault.EndOfAsync(await vault.AcceptAsync(text, attempts: 3));

        (job.Status, job.Attempts, job.ErrorCause).Should().Be((JobStatus.Failed, 1, FailureCause.NotVideo));
    }

    [Fact]
    public async Task An_undecodable_file_fails_at_the_first_attempt()
    {
        using var ffmpeg = new StandInFfmpeg(
            """case "$*" in *c0000_480p.ts.part*) echo 'Invalid data found when processing input' >&2; exit 1;; esac"""
        );
        await using var vault = await OpenAsync(ffmpeg);
        await vault.StartAsync();

        var job = await vault.EndOfAsync(
            await vault.AcceptAsync(await NumberedFrames.MakeAsync("causes.mp4", 100), attempts: 3)
        );

        (job.Status, job.Attempts, job.ErrorCause).Should().Be((JobStatus.Failed, 1, FailureCause.NothingDecodable));
    }

    [Fact]
    public async Task A_missing_upload_fails_at_the_first_attempt()
    {
        await using var vault = await EncodingVault.OpenAsync();
        var id = await vault.AcceptAsync(await Clips.SmallAsync(), attempts: 3);
        File.Delete(vault.Storage.SourcePath(id));
        await vault.StartAsync();

        var job = await vault.EndOfAsync(id);

        (job.Status, job.Attempts, job.ErrorCause).Should().Be((JobStatus.Failed, 1, FailureCause.SourceGone));
    }

    private static Task<EncodingVault> OpenAsync(StandInFfmpeg ffmpeg) =>
        EncodingVault.OpenAsync(
            ("Encoding:SegmentDuration", "00:00:01"),
            ("Encoding:SegmentsPerChunk", "1"),
            ("Encoding:PollingInterval", "00:00:00.200"),
            ("Encoding:RetryDelay", "00:10:00"),
            ("Encoding:StallTimeout", "00:00:05"),
            ffmpeg.Setting
        );
}
