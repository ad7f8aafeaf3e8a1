using StreamVault.Core.Entities;
using StreamVault.Tests.Encoding;
using StreamVault.Tests.Ffmpeg;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Packaging;

/// <summary>A result is published, and its original deleted, only after it was played completely.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class ResultCheckTests
{
    // Damages the result right before one of its qualities is checked.
    private const string Harm = """
        case "$*" in *CHECKED.check.m3u8*)
            for one; do case "$one" in file:*check.m3u8) result="$(dirname "${one#file:}")/result";; esac; done
            HARM
        ;; esac
        """;

    [Theory]
    [InlineData("480p", "rm \"$result/480p_001.ts\"")]
    [InlineData(
        "480p",
        "head -c 4096 /dev/urandom | dd of=\"$result/480p_001.ts\" bs=4096 seek=3 conv=notrunc 2>/dev/null"
    )]
    [InlineData("480p", "cp \"$result/480p_000.ts\" \"$result/480p_001.ts\" && : > \"$result/480p_002.ts\"")]
    [InlineData(
        "480p",
        "head -c 600 /dev/urandom | dd of=\"$result/480p_001.ts\" bs=600 seek=20 conv=notrunc 2>/dev/null"
    )]
    [InlineData("720p", "rm \"$result/720p_002.ts\"")]
    [InlineData("720p", "head -c 8192 /dev/urandom | dd of=\"$result/720p_001.ts\" conv=notrunc 2>/dev/null")]
    public async Task A_result_that_fails_its_check_is_not_published_and_the_upload_stays(string quality, string harm)
    {
        using var ffmpeg = new StandInFfmpeg(Harm.Replace("CHECKED", quality).Replace("HARM", harm));
        await ShouldBeRefusedAsync(ffmpeg, await Clips.MakeAsync(new Clip(1280, 720, 3, Rate: "5")), quality);
    }

    [Theory]
    [InlineData("480p")]
    [InlineData("720p")]
    public async Task A_longer_result_with_a_missing_segment_is_not_published(string quality)
    {
        using var ffmpeg = new StandInFfmpeg(
            Harm.Replace("CHECKED", quality).Replace("HARM", $"rm \"$result/{quality}_007.ts\"")
        );
        await ShouldBeRefusedAsync(ffmpeg, await Clips.MakeAsync(new Clip(1280, 720, 11, Rate: "5")), quality);
    }

    [Theory]
    [InlineData("480p", "480p_001.ts")]
    [InlineData("audio_1", "audio_1_001.ts")]
    public async Task Finds_alternative_audio_that_does_not_play(string name, string segment)
    {
        // A black video is tiny compared to two loud audio tracks, so the damage hits an audio track.
        var film = await Clips.MakeAsync(
            "black-and-loud.mkv",
            [
                .. (string[])["-f", "lavfi", "-i", "color=black:s=160x90:r=25:d=3"],
                .. (string[])["-f", "lavfi", "-i", "anoisesrc=d=3:r=48000:a=0.5:seed=1"],
                .. (string[])["-map", "0", "-map", "1", "-map", "1", "-c:v", "libx264", "-c:a", "flac"],
            ]
        );
        using var ffmpeg = new StandInFfmpeg(
            Harm.Replace("CHECKED", name)
                .Replace(
                    "HARM",
                    $"head -c 640 /dev/urandom | dd of=\"$result/{segment}\" bs=640 seek=5 conv=notrunc 2>/dev/null"
                )
        );
        await ShouldBeRefusedAsync(ffmpeg, film, name);
    }

    private static async Task ShouldBeRefusedAsync(StandInFfmpeg ffmpeg, string upload, string quality)
    {
        await using var vault = await EncodingVault.OpenAsync(("Encoding:SegmentDuration", "00:00:01"), ffmpeg.Setting);

        var job = await vault.FailAsync(upload);

        job.ErrorCause.Should().Be(FailureCause.PackagingFailed);
        job.ErrorMessage.Should().ContainEquivalentOf($"the finished {quality}");
        (await vault.VideoAsync(job.VideoId)).Status.Should().Be(VideoStatus.Failed);
        File.Exists(vault.Storage.SourcePath(job.VideoId)).Should().BeTrue();
        Directory.Exists(vault.Storage.VideoFolder(job.VideoId)).Should().BeFalse();
    }

    [Fact]
    public async Task Checks_all_frames_of_the_smallest_quality_and_a_key_frame_per_segment_of_the_others()
    {
        using var ffmpeg = new StandInFfmpeg("");
        await using var vault = await EncodingVault.OpenAsync(ffmpeg.Setting);

        await vault.EncodeAsync(await Clips.MakeAsync(new Clip(1280, 720, 3, Rate: "5")));

        var inputs = ffmpeg.Lines.Single(line => line.Contains(".check.m3u8")).Split(" -i ");
        inputs[1].Should().Contain("480p.check.m3u8").And.Contain("-skip_frame nokey", "for the next one");
        inputs[2].Should().Contain("720p.check.m3u8");
        inputs[0].Should().NotContain("-skip_frame");
        vault.Logs.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task Two_programs_check_a_longer_video_in_parallel()
    {
        using var ffmpeg = new StandInFfmpeg("");
        await using var vault = await EncodingVault.OpenAsync(ffmpeg.Setting);

        await vault.EncodeAsync(await Clips.MakeAsync(new Clip(1280, 720, 11, Rate: "5")));

        ffmpeg
            .Lines.Where(line => line.Contains(".check.m3u8"))
            .Select(line => (line.Contains("480p.check.m3u8"), line.Contains("720p.check.m3u8")))
            .Should()
            .BeEquivalentTo([(true, false), (false, true)]);
        vault.Logs.AssertNoErrorsLogged();
    }
}
