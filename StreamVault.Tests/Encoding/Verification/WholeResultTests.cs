using System.Buffers.Binary;
using StreamVault.Core.Entities;
using StreamVault.Core.Originals;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding.Verification;

/// <summary>Originals are deleted only if the result is complete and not smaller.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class WholeResultTests : IAsyncLifetime
{
    private EncodingVault _vault = null!;

    public async Task InitializeAsync() => _vault = await EncodingVault.OpenAsync();

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Theory]
    [InlineData("mp4")]
    [InlineData("mkv")]
    public async Task Reports_an_appended_file(string extension)
    {
        var bytes = await File.ReadAllBytesAsync(await Clips.MakeAsync(new Clip(160, 90, 1, Extension: extension)));

        await KeepsAsync(
            Clips.Write($"two-joined.{extension}", [.. bytes, .. bytes]),
            "A second file is appended to this one and was left out."
        );
    }

    [Fact]
    public async Task Reports_audio_that_FFmpeg_decodes_only_partly_without_an_error() =>
        await KeepsAsync(await AmrAsync(), "The audio is too short: 1.0 of 4.9 seconds could be decoded.");

    [Fact]
    public async Task Reports_a_second_video_track() =>
        await KeepsAsync(
            await Clips.MakeAsync(
                "two-pictures.mp4",
                ["-i", await Clips.SmallAsync(), "-map", "0", "-map", "0:v", "-c", "copy"]
            ),
            "A second video track was left out."
        );

    [Fact]
    public async Task Reports_subtitle_text_after_a_blank_line()
    {
        var text = Clips.Write(
            "blank.ass",
            """
            [Script Info]
            ScriptType: v4.00+

            [V4+ Styles]
            Format: Name, Fontname, Fontsize
            Style: Default,Arial,16

            [Events]
            Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
            Dialogue: 0,0:00:00.20,0:00:00.90,Default,,0,0,0,,First\N\NThird after a blank one

            """u8
        );

        await KeepsAsync(
            await Clips.MakeAsync(
                "blank-line.mkv",
                ["-i", await Clips.MakeAsync(new Clip(160, 90, 1)), "-i", text, "-c", "copy", "-map", "0", "-map", "1"]
            ),
            "Subtitle track 1 lost text in 1 place"
        );
    }

    [Fact]
    public async Task Reports_frames_that_a_remux_puts_in_the_wrong_order() =>
        await KeepsAsync(
            await Clips.MakeAsync(
                "b-frames.avi",
                [
                    .. (string[])["-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=3", "-f", "lavfi"],
                    .. (string[])["-i", "sine=440:d=3", "-c:v", "libx264", "-bf", "3", "-preset", "fast"],
                    .. (string[])["-pix_fmt", "yuv420p", "-c:a", "libmp3lame"],
                ]
            ),
            "frames are not shown: their timestamps conflict."
        );

    [Fact]
    public async Task Reports_a_change_of_the_frame_size() =>
        await KeepsAsync(
            await JoinedAsync("size", "size=320x180", "size=160x120"),
            "The frame size changes once, first from 320×180 to 160×120 at 0:01."
        );

    [Fact]
    public async Task Reports_a_change_of_the_pixel_aspect() =>
        await KeepsAsync(
            await JoinedAsync("aspect", "size=320x256,setsar=16/15", "size=320x256,setsar=64/45"),
            "The frame size changes once, first from 341×256 to 455×256 at 0:01."
        );

    [Fact]
    public async Task Joined_recordings_of_the_same_size_are_complete()
    {
        var result = await _vault.EncodeAsync(await JoinedAsync("same", "size=320x180", "size=320x180"));

        (result.Video.Warning, result.Video.OriginalBytes).Should().Be((null, null));
    }

    [Fact]
    public async Task Reports_HEVC_whose_fields_are_stored_separately() =>
        await KeepsAsync(
            await Clips.MakeAsync(
                "fields.mkv",
                [
                    .. (string[])["-f", "lavfi", "-i", "testsrc2=s=320x240:r=50:d=1", "-vf"],
                    .. (string[])["tinterlace=mode=interleave_top,setfield=tff,separatefields", "-r", "50"],
                    .. (string[])["-c:v", "libx265", "-preset", "ultrafast"],
                    .. (string[])["-x265-params", "interlace=tff:log-level=error", "-pix_fmt", "yuv420p"],
                ]
            ),
            "The video is interlaced HEVC whose fields are stored separately."
        );

    // Two recordings of one second, joined in one file.
    private static async Task<string> JoinedAsync(string name, string first, string second)
    {
        var parts = new List<byte>();
        foreach (var (picture, start) in (IEnumerable<(string, string)>)[(first, "0"), (second, "1")])
        {
            var part = await Clips.MakeAsync(
                $"joined-{name}-{start}.ts",
                [
                    .. (string[])["-f", "lavfi", "-i", $"testsrc2=rate=25:duration=1:{picture}"],
                    .. (string[])["-f", "lavfi", "-i", "sine=sample_rate=48000:duration=1"],
                    .. (string[])["-c:v", "mpeg2video", "-c:a", "mp2", "-output_ts_offset", start],
                ]
            );
            parts.AddRange(await File.ReadAllBytesAsync(part));
        }

        return Clips.Write($"joined-{name}.ts", parts.ToArray());
    }

    [Theory]
    [InlineData(1000, 600, "25", "The original is kept: it is 1000×600, and the best stored quality is 800×480.")]
    [InlineData(160, 90, "100", "The original is kept: it has 100 fps, and the stored video has 50 fps.")]
    public async Task An_original_that_is_larger_than_the_best_quality_is_kept_without_a_warning(
        int width,
        int height,
        string rate,
        string note
    )
    {
        var result = await _vault.EncodeAsync(await Clips.MakeAsync(new Clip(width, height, 0.5, rate)));

        (await _vault.Get<OriginalFiles>().PolicyAsync(CancellationToken.None)).Should().Be(OriginalsPolicy.Delete);
        (result.Video.Warning, result.Video.OriginalNote).Should().Be((null, note));
        await Until.TrueAsync(() => _vault.Storage.HasOriginal(result.Video.Id));
    }

    // Normal files from phones, cameras and programs.
    [Theory]
    [InlineData("edited.mp4", "-ss 0.5 -i SMALL -c copy")]
    [InlineData("b-frames.mp4", "-i SMALL -c:v libx264 -bf 3 -preset fast -c:a copy")]
    [InlineData("hevc.mp4", "-i SMALL -c:v libx265 -preset ultrafast -x265-params log-level=error -c:a copy")]
    [InlineData("vp9-opus.webm", "-i SMALL -c:v libvpx-vp9 -b:v 200k -cpu-used 8 -c:a libopus")]
    [InlineData("mp3.mkv", "-i SMALL -c:v copy -c:a libmp3lame")]
    [InlineData("vorbis.mkv", "-i SMALL -c:v copy -c:a libvorbis")]
    [InlineData("pcm.mov", "-i SMALL -c:v mjpeg -c:a pcm_s16le")]
    [InlineData("mpeg4-mp3.avi", "-i SMALL -c:v mpeg4 -bf 2 -c:a libmp3lame")]
    [InlineData("broadcast.ts", "-i SMALL -c:v mpeg2video -bf 2 -c:a mp2")]
    [InlineData("quiet.mp4", "-i SMALL -c:v copy -af volume=-50dB -c:a aac")]
    [InlineData("surround.mkv", "-i SMALL -c:v copy -af pan=5.1|FL=c0|FC=c0|BR=c0 -c:a ac3")]
    [InlineData(
        "cover.mp4",
        "-i SMALL -f lavfi -i color=s=64x64:d=0.04 -map 0 -map 1 -c copy -c:v:1 mjpeg -disposition:v:1 attached_pic"
    )]
    public async Task Deletes_an_original_whose_result_is_complete(string name, string arguments)
    {
        var clip = await Clips.MakeAsync(
            $"whole-{name}",
            arguments.Replace("SMALL", await Clips.SmallAsync(), StringComparison.Ordinal).Split(' ')
        );

        var result = await _vault.EncodeAsync(clip);

        (result.Video.Warning, result.Video.OriginalNote, result.Video.OriginalBytes).Should().Be((null, null, null));
    }

    [Fact]
    public async Task Rounded_packet_durations_do_not_raise_the_expected_length()
    {
        var clip = await Clips.MakeAsync(
            "long-dts.mkv",
            ["-i", await Clips.MakeAsync(new Clip(160, 90, 40, "10")), "-c:v", "copy", "-c:a", "dca", "-strict", "-2"]
        );

        var result = await _vault.EncodeAsync(clip);

        (result.Video.Warning, result.Video.OriginalBytes).Should().Be((null, null));
    }

    private async Task KeepsAsync(string clip, string warning)
    {
        var result = await _vault.EncodeAsync(clip);

        result.Video.Warning.Should().Contain(warning).And.EndWith("The uploaded file is kept.");
        await Until.TrueAsync(() => _vault.Storage.HasOriginal(result.Video.Id));
        (await File.ReadAllBytesAsync(_vault.Storage.OriginalPath(result.Video.Id)))
            .Should()
            .Equal(await File.ReadAllBytesAsync(clip));
    }

    // Phones put several frames of AMR into one sample (3GPP TS 26.244, 6.7), of which FFmpeg's decoder reads the first. No
    // encoder is needed, because any bits are valid audio.
    private static async Task<string> AmrAsync()
    {
        const int frames = 245;
        const int perSample = 5;
        var random = new Random(1);
        var amr = new List<byte>("#!AMR\n"u8.ToArray());
        for (var i = 0; i < frames; i++)
        {
            var frame = new byte[32];
            random.NextBytes(frame);
            frame[0] = 0x3C;
            amr.AddRange(frame);
        }

        var one = await Clips.MakeAsync(
            "amr-one.3gp",
            [
                .. (string[])["-f", "lavfi", "-i", "testsrc2=s=176x144:r=10:d=4.9"],
                .. (string[])["-i", Clips.Write("noise.amr", [.. amr]), "-c:v", "h263", "-c:a", "copy"],
            ]
        );
        var bytes = await File.ReadAllBytesAsync(one);
        var track = bytes.AsSpan(0, bytes.AsSpan().LastIndexOf("samr"u8)).LastIndexOf("trak"u8);
        int At(ReadOnlySpan<byte> box) => track + bytes.AsSpan(track).IndexOf(box);
        void Put(int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), value);
        uint Get(int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));

        // ISO/IEC 14496-12, 8.6.1.2, 8.7.3 and 8.7.4: times, sizes and chunks of samples.
        Put(At("stts"u8) + 12, frames / perSample);
        Put(At("stts"u8) + 16, perSample * Get(At("stts"u8) + 16));
        Put(At("stsz"u8) + 8, perSample * Get(At("stsz"u8) + 8));
        Put(At("stsz"u8) + 12, frames / perSample);
        for (var i = 0; i < Get(At("stsc"u8) + 8); i++)
        {
            var perChunk = At("stsc"u8) + 16 + 12 * i;
            (Get(perChunk) % perSample).Should().Be(0u);
            Put(perChunk, Get(perChunk) / perSample);
        }

        bytes[At("damr"u8) + 12] = perSample;
        return Clips.Write("amr-five.3gp", bytes);
    }
}
