using StreamVault.Core.Entities;
using StreamVault.Tests.Ffmpeg;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding;

/// <summary>One worker, several jobs in a row.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class PipelineTests
{
    // Waits during the first check of a result until a note exists.
    private const string WaitsAtTheCheck = """
        case "$*" in *check.m3u8*) if mkdir "$here/held" 2>/dev/null; then
            while [ ! -e "$here/go" ]; do sleep 0.05; done
        fi;; esac
        """;

    [Fact]
    public async Task The_next_video_starts_while_the_previous_one_is_checked()
    {
        using var ffmpeg = new StandInFfmpeg(WaitsAtTheCheck);
        await using var vault = await EncodingVault.OpenAsync(ffmpeg.Setting, ("Encoding:Workers", "1"));
        await vault.StartAsync();
        var first = await vault.AcceptAsync(await NumberedFrames.MakeAsync("first.mp4", 10));
        await Until.TrueAsync(() => ffmpeg.Calls("check.m3u8") == 1);

        var second = await vault.AcceptAsync(await NumberedFrames.MakeAsync("second.mp4", 20));

        await Until.TrueAsync(() => ffmpeg.Calls("c0000_480p.ts.part") == 2);
        (await vault.JobAsync(first)).Status.Should().Be(JobStatus.Processing);
        ffmpeg.Note("go");
        (await vault.EndOfAsync(first)).Status.Should().Be(JobStatus.Completed);
        (await vault.EndOfAsync(second)).Status.Should().Be(JobStatus.Completed);
        vault.Logs.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task Other_jobs_run_beside_one_that_cannot_be_interrupted()
    {
        using var ffmpeg = new StandInFfmpeg(
            """case "$*" in *libx264*) if mkdir "$here/held" 2>/dev/null; then while [ ! -e "$here/go" ]; do sleep 0.05; done; fi;; esac"""
        );
        await using var vault = await EncodingVault.OpenAsync(
            ffmpeg.Setting,
            ("Encoding:Workers", "1"),
            ("Encoding:ParallelChunks", "1"),
            ("Encoding:SegmentDuration", "00:00:01"),
            ("Encoding:SegmentsPerChunk", "1")
        );
        await vault.StartAsync();
        var whole = await NumberedFrames.MakeAsync("one-piece.mp4", 100);
        var film = await vault.AcceptAsync(await BrokenClips.WithBadIndexAsync(whole, "no-stss"));
        await Until.TrueAsync(() => ffmpeg.Calls("libx264") == 1);

        var others = new[]
        {
            await vault.AcceptAsync(await NumberedFrames.MakeAsync("second.mp4", 20)),
            await vault.AcceptAsync(await NumberedFrames.MakeAsync("first.mp4", 10)),
        };

        foreach (var other in others)
        {
            (await vault.EndOfAsync(other)).Status.Should().Be(JobStatus.Completed);
        }

        (await vault.JobAsync(film)).Status.Should().Be(JobStatus.Processing);
        ffmpeg.Note("go");
        (await vault.EndOfAsync(film)).Status.Should().Be(JobStatus.Completed);
        vault.Logs.AssertNoErrorsLogged();
    }
}
