using System.Globalization;
using StreamVault.Core.Entities;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Packaging;

namespace StreamVault.Tests.Encoding;

/// <summary>Encodes files of real phones, cameras and archives.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class SharedMediaTests
{
    /// <summary>File, size of the best quality, number of qualities, frame rate, length in seconds, and whether it has audio.</summary>
    public static TheoryData<string, int, int, int, double, double, bool> Playable =>
        new()
        {
            { "car-detection.mp4", 768, 432, 1, 12.5, 30.16, true },
            { "sam2_02_cups.mp4", 1280, 720, 2, 29.97, 10.01, true },
            { "Jellyfish_1080_10s_1MB.mkv", 1920, 1080, 3, 30, 10, false },
            { "gopro_hero7.mp4", 848, 480, 1, 29.97, 11.745, true },
            { "phone_soccer_37s.mp4", 854, 480, 1, 30, 37.533, true },
            { "iphone_xr_vertical_hevc60.mov", 1080, 1920, 3, 60, 0.598, true },
            { "iphone_portrait_gps.mov", 320, 568, 1, 29.97, 4.0, true },
            { "phone_ducks_720p_gps.mp4", 1280, 720, 2, 29.97, 3.635, true },
            { "screenrec_cursed-vfr.mp4", 1920, 880, 3, 30, 8.7255, false },
            { "canon_MVI_4823.AVI", 640, 480, 1, 30, 2.6, true },
            { "phone_video_desks_h263.3gp", 384, 288, 1, 29.97, 5.148, true },
            { "dv-pal-interlaced.mov", 656, 480, 1, 25, 1, false },
            { "hevc_51aac.ts", 1920, 1080, 3, 24, 5, true },
            { "dashcam_2560x1440_truncated.ts", 1920, 1080, 3, 30, 0.333, true },
            { "sample_h264_aac.flv", 1080, 720, 2, 30, 1.069, true },
            { "nasa_2video_2audio_2subs.mp4", 320, 180, 1, 25, 13, true },
            { "subtitles_2x_mov_text.m4v", 640, 480, 1, 30, 7.345, true },
            { "bear-vp9-odd-161x121.webm", 160, 120, 1, 29.97, 1, false },
            { "rot180_720p.mp4", 1280, 720, 2, 29.97, 4.9716, true },
            { "mpeg2_ps_with_nav.mpg", 640, 426, 1, 25, 0.12, true },
            { "lying_duration_5377s.mkv", 320, 240, 1, 25, 9.8, true },
            { "CORRUPT_no_initial_keyframe.ts", 624, 352, 1, 29.97, 2.635, true },
            { "CORRUPT_audio_missing_stsd.mp4", 1080, 720, 2, 29.97, 1.001, false },
        };

    [SharedMediaTheory]
    [MemberData(nameof(Playable))]
    public async Task Becomes_ready(
        string name,
        int width,
        int height,
        int qualities,
        double rate,
        double seconds,
        bool hasAudio
    )
    {
        await using var vault = await EncodingVault.OpenAsync();

        var result = await vault.EncodeAsync(SharedMedia.Clip(name));

        await AssertWholeAsync(result, width, height, qualities, rate, seconds, hasAudio);
        vault.Logs.AssertNoErrorsLogged();
    }

    [SharedMediaTheory]
    [InlineData("iphone_hlg_dovi_editlist.mp4", 1080, 1920, 3, 2.548)]
    [InlineData("hdr10_av1_portrait.mp4", 720, 1280, 2, 4.2376)]
    public async Task Phone_HDR_is_neither_pale_nor_dark(
        string name,
        int width,
        int height,
        int qualities,
        double seconds
    )
    {
        await using var vault = await EncodingVault.OpenAsync();

        var result = await vault.EncodeAsync(SharedMedia.Clip(name));

        await AssertWholeAsync(result, width, height, qualities, 29.97, seconds, hasAudio: true);
        (await result.ColorsAsync()).Should().Be("yuv420p,tv,bt709,bt709,bt709");
        var poster = await result.PosterAsync(32, 32);
        poster.Average(level => level).Should().BeInRange(40, 200);
        (poster.Max() - poster.Min()).Should().BeGreaterThan(120, "there are lights and shadows");
        vault.Logs.AssertNoErrorsLogged();
    }

    private static async Task AssertWholeAsync(
        PlayableVideo result,
        int width,
        int height,
        int qualities,
        double rate,
        double seconds,
        bool hasAudio
    )
    {
        var decoded = await result.DecodeAsync();
        (decoded.Width, decoded.Height, decoded.PixelFormat).Should().Be((width, height, "yuv420p"));
        decoded.AspectRatio.Should().Be("1:1");
        result.Video.Qualities.Should().HaveCount(qualities);
        result.Master.Should().Contain(string.Create(CultureInfo.InvariantCulture, $"FRAME-RATE={rate:0.00}"));
        decoded.Frames.Should().BeCloseTo((int)Math.Round(seconds * rate), 2, "no frame is lost or added");
        result.Video.DurationSeconds.Should().BeApproximately(decoded.Frames / rate, 0.01);
        decoded.PictureTimes.Should().BeInAscendingOrder();
        if (hasAudio)
        {
            decoded
                .SoundSeconds.Should()
                .BeApproximately(decoded.Frames / rate, 0.06, "the sound is as long as the picture");
        }
        else
        {
            decoded.Samples.Should().Be(0);
        }
    }

    [SharedMediaTheory]
    [InlineData("CORRUPT_crlf_mangled.mp4", "its index is missing")]
    [InlineData("CORRUPT_truncated_no_moov.mp4", "its index is missing")]
    [InlineData("MALICIOUS_hls_read_etc_passwd.mp4", "isn't a video we can read")]
    [InlineData("MALICIOUS_ssrf_playlist.avi", "isn't a video we can read")]
    [InlineData("sub_bom.srt", "isn't a video we can read")]
    public async Task Fails_permanently_with_a_plain_reason(string name, string words)
    {
        await using var vault = await EncodingVault.OpenAsync();

        var job = await vault.FailAsync(SharedMedia.Clip(name));

        job.ErrorMessage.Should().Contain(words);
        (job.Status, job.Attempts).Should().Be((JobStatus.Failed, 1));
        (await vault.VideoAsync(job.VideoId)).Status.Should().Be(VideoStatus.Failed);
    }
}
