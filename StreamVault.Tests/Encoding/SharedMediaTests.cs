using StreamVault.Core.Entities;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding;

/// <summary>Encodes files of real phones, cameras and archives.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class SharedMediaTests
{
    /// <summary>File, size of the best quality, number of qualities, frame rate, length in seconds, and whether it has audio.</summary>
    public static TheoryData<string, int, int, int, double, double, bool> Playable =>
        new()
        {
            // Two chunks.
            { "car-detection.mp4", 768, 432, 1, 12.5, 30.16, true },
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

        await result.AssertWholeAsync(width, height, qualities, rate, seconds, hasAudio);
        vault.Logs.AssertNoErrorsLogged();
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
