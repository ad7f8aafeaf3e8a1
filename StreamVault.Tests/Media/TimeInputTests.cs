using System.Buffers.Binary;
using System.Globalization;
using StreamVault.Tests.Encoding;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Media;

/// <summary>Timestamps of recorders: rates, starts, lengths, edits.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class TimeInputTests : IAsyncLifetime
{
    private EncodingVault _vault = null!;

    public async Task InitializeAsync() =>
        _vault = await EncodingVault.OpenAsync(
            ("Encoding:SegmentDuration", "00:00:01"),
            ("Encoding:SegmentsPerChunk", "2")
        );

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    // 24000/1001, 25, 30000/1001 and 50 are in ChunkBorderTests.
    [Theory]
    [InlineData("60000/1001", 120, 120, 1)]
    [InlineData("240", 240, 60, 4)]
    public async Task Every_frame_rate_is_kept_or_evenly_reduced(string rate, int frames, int expected, int step)
    {
        var result = await _vault.EncodeAsync(
            await NumberedFrames.MakeAsync($"rate-{rate.Replace('/', '_')}.mp4", frames, rate)
        );

        var numbers = await NumberedFrames.ReadAsync(Path.Combine(result.Folder, "480p.m3u8"));
        numbers.Should().HaveCount(expected);
        numbers.Zip(numbers.Skip(1), (a, b) => b - a).Skip(1).Should().OnlyContain(difference => difference == step);
    }

    [Fact]
    public async Task Frames_outside_the_edit_list_are_not_shown()
    {
        var whole = await NumberedFrames.MakeAsync("to-edit.mp4", 100, sound: 4);
        var clip = await Clips.MakeAsync("edited.mp4", ["-ss", "1", "-i", whole, "-c", "copy"]);

        var result = await _vault.EncodeAsync(clip);

        (await NumberedFrames.ReadAsync(Path.Combine(result.Folder, "480p.m3u8")))
            .Should()
            .Equal(Enumerable.Range(25, 75));
    }

    /// <summary>Timestamps that start late; 95,441 s is two seconds before the MPEG-TS wraparound.</summary>
    [Theory]
    [InlineData("ts", 7200)]
    [InlineData("ts", 95441)]
    [InlineData("mkv", 5000)]
    [InlineData("mkv", -0.2)]
    public async Task A_recording_may_start_at_any_timestamp(string extension, double begin)
    {
        var whole = await NumberedFrames.MakeAsync($"to-shift.{extension}", 100, sound: 4);
        var clip = await Clips.MakeAsync(
            FormattableString.Invariant($"begins-at-{begin}.{extension}"),
            [
                .. (string[])["-i", whole, "-c", "copy", "-avoid_negative_ts", "disabled", "-output_ts_offset"],
                begin.ToString(CultureInfo.InvariantCulture),
            ]
        );

        var result = await _vault.EncodeAsync(clip);

        (await NumberedFrames.ReadAsync(Path.Combine(result.Folder, "480p.m3u8")))
            .Take(100)
            .Should()
            .Equal(Enumerable.Range(0, 100));
        result.Video.DurationSeconds.Should().BeApproximately(4, 0.1);
        result.Video.Warning.Should().BeNull();
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(40)]
    public async Task An_MP4_with_a_wrong_length_loses_no_frame(double factor)
    {
        var bytes = await File.ReadAllBytesAsync(await NumberedFrames.MakeAsync("to-lie.mp4", 100));
        // Movie, track and media header each declare a length at their own offset (ISO/IEC 14496-12, 8.2.2, 8.3.2, 8.4.2).
        foreach (var (box, offset) in (ReadOnlySpan<(string, int)>)[("mvhd", 20), ("tkhd", 24), ("mdhd", 20)])
        {
            var field = bytes.AsSpan(bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(box)) + offset, 4);
            BinaryPrimitives.WriteUInt32BigEndian(field, (uint)(BinaryPrimitives.ReadUInt32BigEndian(field) * factor));
        }

        var result = await _vault.EncodeAsync(Clips.Write(FormattableString.Invariant($"lies-{factor}.mp4"), bytes));

        (await NumberedFrames.ReadAsync(Path.Combine(result.Folder, "480p.m3u8")))
            .Should()
            .Equal(Enumerable.Range(0, 100));
        result.Video.DurationSeconds.Should().Be(4);
    }

    [Fact]
    public async Task Cover_art_and_attachments_are_ignored()
    {
        var film = await NumberedFrames.MakeAsync("to-decorate.mp4", 50, sound: 2);
        var cover = await Clips.MakeAsync("cover.png", ["-f", "lavfi", "-i", "color=red:s=640x640", "-frames:v", "1"]);
        var clip = await Clips.MakeAsync(
            "decorated.mp4",
            [
                .. (string[])["-i", cover, "-i", film, "-map", "0", "-map", "1", "-c", "copy"],
                .. (string[])["-disposition:v:0", "attached_pic", "-timecode", "01:00:00:00"],
            ]
        );

        var result = await _vault.EncodeAsync(clip);

        (await NumberedFrames.ReadAsync(Path.Combine(result.Folder, "480p.m3u8")))
            .Should()
            .Equal(Enumerable.Range(0, 50));
        result.Master.Should().Contain("RESOLUTION=128x72");
    }

    [Theory]
    [InlineData(0.3, 8)]
    [InlineData(0.04, 1)]
    public async Task A_very_short_source_becomes_a_video(double seconds, int frames)
    {
        var result = await _vault.EncodeAsync(await Clips.MakeAsync(new Clip(160, 90, seconds)));

        (await result.DecodeAsync()).Frames.Should().BeCloseTo(frames, 1).And.BePositive();
        result.Playlist("480p").Should().Contain("#EXT-X-TARGETDURATION:1\n");
        File.Exists(Path.Combine(result.Folder, "poster.jpg")).Should().BeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_very_short_black_source_becomes_a_video(int frames)
    {
        string[] black = ["-f", "lavfi", "-i", "color=black:s=96x64:r=25", "-frames:v", $"{frames}"];
        var result = await _vault.EncodeAsync(
            await Clips.MakeAsync($"black-{frames}.mp4", [.. black, "-c:v", "libx264", "-pix_fmt", "yuv420p"])
        );

        (await result.DecodeAsync()).Frames.Should().Be(frames);
    }

    [Fact]
    public async Task A_recording_that_changes_its_frame_size_midway_is_encoded_to_the_end()
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

        var decoded = await (await _vault.EncodeAsync(joined)).DecodeAsync();

        (decoded.Width, decoded.Height).Should().Be((160, 90));
        decoded.Frames.Should().BeCloseTo(50, 2);
    }

    [Fact]
    public async Task File_names_with_special_characters_are_safe()
    {
        await using var vault = await EncodingVault.OpenInAsync("100% 'of; my [videos], a:b $(x) \\ é");

        var result = await vault.EncodeAsync(await Clips.MakeAsync(new Clip(160, 90, 1)));

        (await result.DecodeAsync()).Frames.Should().Be(25);
    }
}
