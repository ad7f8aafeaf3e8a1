using Microsoft.Extensions.Logging;
using StreamVault.Core.Encoding;
using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Entities;
using StreamVault.Tests.Ffmpeg;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding.Chunks;

/// <summary>Machines with other graphics hardware, simulated by an FFmpeg stand-in.</summary>
public sealed class HardwareEncodersTests
{
    // A working card: the arguments go to x264, without those that only NVENC knows.
    private const string Works = """
        case "$*" in *h264_nvenc*)
            n=$#; while [ "$n" -gt 0 ]; do
                word=$1; shift; n=$((n - 1))
                case "$word" in
                    h264_nvenc) word=libx264 ;;
                    p5) word=ultrafast ;;
                    -rc | -cq | -forced-idr) shift; n=$((n - 1)); continue ;;
                esac
                set -- "$@" "$word"
            done;;
        esac
        """;

    private const string FailsAtTheSecondChunk = """
        case "$*" in *h264_nvenc*c0001_*) echo "OpenEncodeSessionEx failed: out of memory (10)" >&2; exit 1;; esac

        """;

    private const string FailsAtTheTrial = """
        case "$*" in *lavfi*h264_nvenc*) echo "Cannot load libcuda.so.1" >&2; exit 1;; esac

        """;

    private const string HangsAtTheSecondChunk = """
        case "$*" in *h264_nvenc*c0001_*) exec tail -f /dev/null ;; esac

        """;

    // Its driver ignores the requested key frames.
    private const string PutsKeyFramesWhereItLikes = """
        case "$*" in *h264_nvenc*)
            n=$#; while [ "$n" -gt 0 ]; do
                word=$1; shift; n=$((n - 1))
                case "$word" in -force_key_frames | -g) shift; n=$((n - 1)); set -- "$@" -g 7; continue ;; esac
                set -- "$@" "$word"
            done;;
        esac

        """;

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_working_hardware_encoder_encodes_every_chunk()
    {
        using var ffmpeg = new StandInFfmpeg(Works);
        await using var vault = await OpenAsync(ffmpeg);

        await EncodeAsync(vault);

        Chunks(ffmpeg, "h264_nvenc").Should().Be(3);
        Chunks(ffmpeg, "libx264").Should().Be(0);
    }

    [Trait(Tier.Name, Tier.Media)]
    [Theory]
    [InlineData(FailsAtTheTrial, 0, 3)]
    [InlineData(FailsAtTheSecondChunk, 2, 2)]
    [InlineData(HangsAtTheSecondChunk, 2, 2)]
    [InlineData(PutsKeyFramesWhereItLikes, 1, 3)]
    public async Task x264_takes_over_from_a_failed_hardware_encoder(string fault, int byHardware, int byX264)
    {
        using var ffmpeg = new StandInFfmpeg(fault + Works);
        await using var vault = await OpenAsync(ffmpeg);

        await EncodeAsync(vault);

        Chunks(ffmpeg, "h264_nvenc").Should().Be(byHardware);
        Chunks(ffmpeg, "libx264").Should().Be(byX264);
        ffmpeg.Calls("lavfi").Should().Be(1, "it is tried once, and rests after a failure");
    }

    [Fact]
    public async Task Working_encoders_are_found_by_trial()
    {
        using var ffmpeg = new StandInFfmpeg(
            """
            case "$*" in
                *lavfi*h264_nvenc* | *lavfi*h264_vaapi*) exit 0 ;;
                *lavfi*h264_*) exit 1 ;;
            esac
            """
        );
        await using var vault = await EncodingVault.OpenAsync(ffmpeg.Setting);

        var working = await vault.Get<HardwareEncoders>().WorkingAsync(CancellationToken.None);

        working.Should().Equal(VideoEncoder.Nvenc, VideoEncoder.Vaapi);
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task The_default_encoder_is_x264()
    {
        using var ffmpeg = new StandInFfmpeg(Works);
        await using var vault = await EncodingVault.OpenAsync(ffmpeg.Setting);

        await vault.EncodeAsync(await NumberedFrames.MakeAsync("software.mp4", 10));

        ffmpeg.Calls("h264_nvenc").Should().Be(0);
    }

    private static Task<EncodingVault> OpenAsync(StandInFfmpeg ffmpeg) =>
        EncodingVault.OpenAsync(
            ffmpeg.Setting,
            ("Encoding:Encoder", "nvenc"),
            ("Encoding:StallTimeout", "00:00:05"),
            ("Encoding:SegmentDuration", "00:00:01"),
            ("Encoding:SegmentsPerChunk", "1")
        );

    private static async Task EncodeAsync(EncodingVault vault)
    {
        var video = await vault.EncodeAsync(await NumberedFrames.MakeAsync("hardware.mp4", 75));

        (await NumberedFrames.ReadAsync(Path.Combine(video.Folder, "480p.m3u8")))
            .Should()
            .Equal(Enumerable.Range(0, 75));
        (await vault.JobAsync(video.Video.Id)).Attempts.Should().Be(1);
    }

    private static int Chunks(StandInFfmpeg ffmpeg, string encoder) =>
        ffmpeg.Lines.Count(line => line.Contains("_480p.ts.part") && line.Contains(encoder));
}
