using StreamVault.Core.Library;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding;

/// <summary>What cameras, phones and people's archives hold besides plain video.</summary>
public sealed class OddInputTests : IAsyncLifetime
{
    private EncodingVault _vault = null!;

    public async Task InitializeAsync() =>
        _vault = await EncodingVault.OpenAsync(
            ("Encoding:SegmentDuration", "00:00:01"),
            ("Encoding:SegmentsPerChunk", "2")
        );

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Theory]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public async Task A_turned_picture_stands_upright(int degrees)
    {
        var flat = await CornerAsync();
        var clip = await Clips.MakeAsync(
            $"turned{degrees}.mp4",
            ["-i", flat, "-c", "copy", "-metadata:s:v:0", $"rotate={degrees}"]
        );
        var shown = await Clips.MakeAsync($"shown{degrees}.png", ["-i", clip, "-frames:v", "1"]);

        var result = await EncodeAsync(clip);

        var decoded = await result.DecodeAsync();
        (decoded.Width, decoded.Height).Should().Be(degrees == 180 ? (160, 96) : (96, 160));
        var expected = await Pixels.OfAsync(shown, 0, 2, 2);
        var actual = await Pixels.OfAsync(Path.Combine(result.Folder, "480p.m3u8"), 3, 2, 2);
        Brightest(actual).Should().Be(Brightest(expected), "the marked corner is where FFmpeg shows it");
        Brightest(await result.PosterAsync(2, 2)).Should().Be(Brightest(expected), "on the poster too");
    }

    // Black, with the first quarter white.
    private static Task<string> CornerAsync() =>
        Clips.MakeAsync(
            "corner.mp4",
            [
                .. (string[])["-f", "lavfi", "-i", "color=black:s=160x96:r=25:d=1"],
                .. (string[])["-vf", "drawbox=0:0:80:48:white:fill", "-c:v", "libx264", "-pix_fmt", "yuv420p"],
            ]
        );

    private static int Brightest(byte[] pixels) => Array.IndexOf(pixels, pixels.Max()) / 3;

    [Fact]
    public async Task A_silent_video_stays_silent()
    {
        var result = await EncodeAsync(await Clips.MakeAsync(new Clip(160, 90, 1, Sound: false)));

        var decoded = await result.DecodeAsync();
        (decoded.Frames, decoded.Samples).Should().Be((25, 0));
        result.Master.Should().NotContain("mp4a");
    }

    [Fact]
    public async Task Sound_that_goes_on_longer_is_kept_over_the_last_picture()
    {
        var clip = await NumberedFrames.MakeAsync("long-sound.mp4", 40, sound: 4);

        var result = await EncodeAsync(clip);

        var numbers = await NumberedFrames.ReadAsync(Path.Combine(result.Folder, "480p.m3u8"));
        numbers.Take(40).Should().Equal(Enumerable.Range(0, 40));
        numbers.Skip(40).Should().OnlyContain(number => number == 39).And.HaveCountGreaterThan(58);
        (await result.DecodeAsync()).SoundSeconds.Should().BeApproximately(4, 0.06);
        result.Video.Warning.Should().BeNull();
    }

    [Fact]
    public async Task Sound_that_ends_early_is_followed_by_silence()
    {
        var result = await EncodeAsync(await NumberedFrames.MakeAsync("short-sound.mp4", 75, sound: 1));

        var decoded = await result.DecodeAsync();
        decoded.Frames.Should().Be(75);
        decoded.SoundSeconds.Should().BeApproximately(3, 0.05);
        (await LoudnessAsync(result, 0.2, 0.6)).Should().BeGreaterThan(-30);
        (await LoudnessAsync(result, 2, 0.6)).Should().BeLessThan(-80);
    }

    [Fact]
    public async Task Sound_that_begins_late_begins_late_in_the_result()
    {
        var clip = await Clips.MakeAsync(
            "late-sound.mkv",
            [
                .. (string[])["-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=3"],
                .. (string[])["-itsoffset", "1", "-f", "lavfi", "-i", "sine=d=2:sample_rate=48000"],
                .. (string[])["-map", "0", "-map", "1", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac"],
            ]
        );

        var result = await EncodeAsync(clip);

        (await LoudnessAsync(result, 0.1, 0.7)).Should().BeLessThan(-80);
        (await LoudnessAsync(result, 1.2, 0.7)).Should().BeGreaterThan(-30);
    }

    [Theory]
    [InlineData("5.1", "pcm_s16le", 48000)]
    [InlineData("mono", "pcm_s16le", 8000)]
    [InlineData("stereo", "libmp3lame", 44100)]
    [InlineData("7.1", "flac", 96000)]
    public async Task Any_sound_becomes_stereo_of_about_the_same_loudness(string layout, string codec, int rate)
    {
        var clip = await Clips.MakeAsync(
            $"sound-{layout}.mkv",
            [
                .. (string[])["-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=2"],
                .. (string[])["-f", "lavfi", "-i", $"sine=frequency=300:d=2:sample_rate={rate}"],
                .. (string[])["-map", "0", "-map", "1", "-c:v", "libx264", "-preset", "ultrafast"],
                .. (string[])["-af", $"pan={layout}|{(layout == "mono" ? "c0=c0" : "c0=c0|c1=c0")}", "-c:a", codec],
            ]
        );

        var result = await EncodeAsync(clip);

        var decoded = await result.DecodeAsync();
        decoded.SoundSeconds.Should().BeApproximately(decoded.Frames / 25.0, 0.05).And.BeApproximately(2, 0.1);
        (await LoudnessAsync(result, 0.5, 1)).Should().BeInRange(-27, -15);
    }

    [Theory]
    [InlineData("yuv422p10le", "libx264", "mkv")]
    [InlineData("yuv444p", "libx264", "mp4")]
    [InlineData("yuvj420p", "mjpeg", "mov")]
    [InlineData("rgb24", "qtrle", "mov")]
    [InlineData("yuv422p10le", "prores_ks", "mov")]
    [InlineData("gray", "libx264", "mp4")]
    [InlineData("pal8", "gif", "gif")]
    public async Task Any_kind_of_pixel_becomes_the_one_that_everything_plays(
        string format,
        string codec,
        string extension
    )
    {
        var clip = await Clips.MakeAsync(
            $"pixels-{format}-{codec}.{extension}",
            [
                .. (string[])["-f", "lavfi", "-i", "color=0xC02040:s=160x90:r=25:d=1"],
                .. (string[])["-pix_fmt", format, "-c:v", codec],
            ]
        );

        var result = await EncodeAsync(clip);

        (await result.DecodeAsync()).PixelFormat.Should().Be("yuv420p");
        var pixel = await Pixels.OfAsync(Path.Combine(result.Folder, "480p.m3u8"), 3, 1, 1);
        var source = await Pixels.OfAsync(clip, 3, 1, 1);
        pixel.Zip(source, (a, b) => Math.Abs(a - b)).Should().OnlyContain(d => d <= 12, "red stays this red");
    }

    [Theory]
    [InlineData("smpte2084")]
    [InlineData("arib-std-b67")]
    public async Task HDR_is_brought_down_to_ordinary_colours(string transfer)
    {
        var clip = await Clips.MakeAsync(
            $"hdr-{transfer}.mp4",
            [
                .. (string[])["-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=1,format=yuv420p10le"],
                .. (string[])["-c:v", "libx265", "-preset", "ultrafast", "-x265-params"],
                $"log-level=error:colorprim=bt2020:transfer={transfer}:colormatrix=bt2020nc:range=limited",
                .. (string[])["-tag:v", "hvc1"],
            ]
        );

        var result = await EncodeAsync(clip);

        result.Video.SourceSummary.Should().Contain("HEVC HDR");
        var tags = await RunProgram.Async(
            "ffprobe",
            [
                .. (string[])["-v", "error", "-allowed_extensions", "ALL", "-select_streams", "v:0"],
                .. (string[])["-show_entries", "stream=pix_fmt,color_range,color_space,color_transfer,color_primaries"],
                .. (string[])["-of", "csv=p=0", Path.Combine(result.Folder, "480p.m3u8")],
            ]
        );
        tags.Output.Trim().Split('\n')[0].Should().Be("yuv420p,tv,bt709,bt709,bt709");
        var yellow = await Pixels.OfAsync(Path.Combine(result.Folder, "480p.m3u8"), 3, 16, 9);
        yellow.Max().Should().BeGreaterThan(150, "bright colours stay bright");
    }

    [Fact]
    public async Task Interlaced_pictures_lose_their_combs()
    {
        var clip = await Clips.MakeAsync(
            "interlaced.mpg",
            [
                .. (string[])["-f", "lavfi", "-i", "testsrc2=s=352x288:r=50:d=2", "-vf", "tinterlace=interleave_top"],
                .. (string[])["-flags", "+ilme+ildct", "-top", "1", "-c:v", "mpeg2video", "-q:v", "3"],
            ]
        );

        var result = await EncodeAsync(clip);

        var decoded = await result.DecodeAsync();
        decoded.Frames.Should().BeCloseTo(50, 1);
        (await CombsAsync(Path.Combine(result.Folder, "480p.m3u8"))).Should().BeLessThan(await CombsAsync(clip) / 2);
    }

    // How much neighbouring lines differ more than lines two apart: what idet counts as interlaced frames.
    private static async Task<int> CombsAsync(string file)
    {
        var options = file.EndsWith("m3u8") ? (string[])["-allowed_extensions", "ALL"] : [];
        var said = await RunProgram.Async(
            "ffmpeg",
            ["-nostdin", .. options, "-i", file, "-map", "0:v:0", "-vf", "idet", "-f", "null", "-"]
        );
        var line = said.Error.Split('\n').Last(text => text.Contains("Multi frame detection"));
        return line.Split(["TFF:", "BFF:", "Progressive:"], StringSplitOptions.None)[1..3]
            .Sum(n => int.Parse(n.Trim()));
    }

    [Fact]
    public async Task Oblong_pixels_become_square()
    {
        var clip = await Clips.MakeAsync(
            "oblong.mp4",
            [
                .. (string[])["-f", "lavfi", "-i", "testsrc2=s=180x144:r=25:d=1", "-vf", "setsar=16/11"],
                .. (string[])["-c:v", "libx264", "-pix_fmt", "yuv420p"],
            ]
        );

        var decoded = await (await EncodeAsync(clip)).DecodeAsync();

        (decoded.Width, decoded.Height, decoded.AspectRatio).Should().Be((260, 144, "1:1"));
    }

    [Theory]
    [InlineData(0.3, 8)]
    [InlineData(0.04, 1)]
    public async Task Even_a_moment_becomes_a_video(double seconds, int frames)
    {
        var result = await EncodeAsync(await Clips.MakeAsync(new Clip(160, 90, seconds)));

        (await result.DecodeAsync()).Frames.Should().BeCloseTo(frames, 1).And.BePositive();
        result.Playlist("480p").Should().Contain("#EXT-X-TARGETDURATION:1\n");
        File.Exists(Path.Combine(result.Folder, "poster.jpg")).Should().BeTrue();
    }

    [Fact]
    public async Task A_recording_that_changes_its_size_on_the_way_goes_on()
    {
        var small = await Clips.MakeAsync(new Clip(160, 90, 1, Sound: false, Extension: "ts"));
        var large = await Clips.MakeAsync(
            "second-part.ts",
            [
                .. (string[])["-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=1", "-c:v", "libx264"],
                .. (string[])["-preset", "ultrafast", "-pix_fmt", "yuv420p", "-output_ts_offset", "1"],
            ]
        );
        var joined = Clips.Write(
            "resized.ts",
            [.. await File.ReadAllBytesAsync(small), .. await File.ReadAllBytesAsync(large)]
        );

        var decoded = await (await EncodeAsync(joined)).DecodeAsync();

        (decoded.Width, decoded.Height).Should().Be((160, 90));
        decoded.Frames.Should().BeCloseTo(50, 2);
    }

    [Fact]
    public async Task Names_that_mean_something_to_FFmpeg_or_a_shell_mean_nothing()
    {
        await using var vault = await EncodingVault.OpenInAsync("100% 'of; my [videos], a:b $(x) \\ é");

        var result = await vault.EncodeAsync(await Clips.MakeAsync(new Clip(160, 90, 1)));

        (await result.DecodeAsync()).Frames.Should().Be(25);
    }

    private Task<PlayableVideo> EncodeAsync(string clip) => _vault.EncodeAsync(clip);

    /// <summary>Mean volume in dB of a stretch of the sound.</summary>
    private static async Task<double> LoudnessAsync(PlayableVideo video, double from, double seconds)
    {
        var said = await RunProgram.Async(
            "ffmpeg",
            [
                .. (string[])
                    [
                        "-nostdin",
                        "-allowed_extensions",
                        "ALL",
                        "-i",
                        Path.Combine(video.Folder, $"{video.Video.Qualities[0]}.m3u8"),
                    ],
                .. (string[])
                    [
                        "-map",
                        "0:a:0",
                        "-af",
                        FormattableString.Invariant($"atrim={from}:{from + seconds},volumedetect"),
                        "-f",
                        "null",
                        "-",
                    ],
            ]
        );
        var line = said.Error.Split('\n').Last(text => text.Contains("mean_volume:"));
        return double.Parse(
            line.Split("mean_volume:")[1].Replace("dB", "").Trim(),
            System.Globalization.CultureInfo.InvariantCulture
        );
    }
}
