using System.Buffers.Binary;
using StreamVault.Tests.Ffmpeg;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding.Planning;

/// <summary>Single timestamps that are hours after all others.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class TimestampOutlierFilterTests
{
    [Theory]
    [InlineData("ts", 50)]
    [InlineData("ts", 99)]
    public async Task A_frame_with_an_outlier_timestamp_is_the_only_one_lost(string extension, int strayed)
    {
        var whole = await NumberedFrames.MakeAsync(
            $"to-stray.{extension}",
            100,
            codec: "libx264 -preset ultrafast -bf 0 -g 25 -crf 10",
            sound: 4
        );
        await using var vault = await EncodingVault.OpenAsync(
            ("Encoding:SegmentDuration", "00:00:01"),
            ("Encoding:SegmentsPerChunk", "2")
        );

        var result = await vault.EncodeAsync(await StrayAsync(whole, TimeSpan.FromHours(7), ("v:0", strayed)));

        var shown = await NumberedFrames.ReadAsync(Path.Combine(result.Folder, "480p.m3u8"));
        shown.Count.Should().BeInRange(99, 101);
        shown
            .Distinct()
            .Where(number => number != strayed)
            .Should()
            .Equal(Enumerable.Range(0, 100).Where(number => number != strayed));
    }

    [Theory]
    [InlineData("whole.mp4")]
    [InlineData("fragments.mp4", "-movflags", "frag_keyframe+empty_moov")]
    [InlineData("whole.mkv")]
    public async Task Frames_after_a_jump_of_hours_follow_at_once(string name, params string[] options)
    {
        var jumped = await JumpedAsync($"jumped-{name}", "7:00:00", options);
        await using var vault = await EncodingVault.OpenAsync();

        var result = await vault.EncodeAsync(jumped);

        var shown = await NumberedFrames.ReadAsync(Path.Combine(result.Folder, "480p.m3u8"));
        shown.Distinct().Should().Equal(Enumerable.Range(0, 100));
        shown.Count.Should().BeInRange(100, 105);
        result.Video.Warning.Should().Contain("timestamps jump by minutes or hours");
        File.Exists(vault.Storage.OriginalPath(result.Video.Id)).Should().BeTrue("what was removed may be missed");
    }

    [Theory]
    [InlineData("7:00:00", 100)]
    [InlineData("1:10", 1750)]
    public async Task A_header_that_declares_far_too_little_loses_no_frame(string lateAt, int shownAtLeast)
    {
        var jumped = await JumpedAsync($"told-short-{shownAtLeast}.mp4", lateAt, "-use_editlist", "0");
        var bytes = await File.ReadAllBytesAsync(jumped);
        // The length of the track, four bytes, after two times and the time unit (ISO/IEC 14496-12, 8.4.2).
        var header = bytes.AsSpan().IndexOf("mdhd"u8);
        var perSecond = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(header + 16));
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(header + 20), 4 * perSecond);
        using var ffmpeg = new StandInFfmpeg("");
        await using var vault = await EncodingVault.OpenAsync(ffmpeg.Setting);

        var result = await vault.EncodeAsync(Clips.Write($"told-short-{shownAtLeast}-patched.mp4", bytes));

        var shown = await NumberedFrames.ReadAsync(Path.Combine(result.Folder, "480p.m3u8"));
        shown.Distinct().Should().Equal(Enumerable.Range(0, 100));
        shown.Count.Should().BeInRange(shownAtLeast, shownAtLeast + 100);
        ffmpeg
            .Lines.Should()
            .NotContainMatch("*tpad=stop_mode=clone:stop=??????,*", "no hours of stills are made to be thrown away");
    }

    [Fact]
    public async Task Rejects_a_file_whose_tracks_are_years_apart_with_a_reason()
    {
        var bytes = await File.ReadAllBytesAsync(
            await NumberedFrames.MakeAsync(
                "far.mp4",
                100,
                codec: "libx264 -preset ultrafast -bf 0 -g 25 -crf 10 -movflags frag_keyframe+empty_moov",
                sound: 4
            )
        );
        // The start of a fragment, eight bytes, after its version (ISO/IEC 14496-12, 8.8.12).
        for (var at = 0; bytes.AsSpan(at).IndexOf("tfdt"u8) is >= 0 and var next; at += next + 16)
        {
            bytes[at + next + 9] |= 0x20;
        }

        await using var vault = await EncodingVault.OpenAsync();

        var job = await vault.FailAsync(Clips.Write("far-patched.mp4", bytes));

        job.ErrorMessage.Should().Contain("timestamps are years apart");
        job.Attempts.Should().Be(1);
    }

    [Fact]
    public async Task Outliers_that_agree_are_also_dropped()
    {
        var whole = await NumberedFrames.MakeAsync(
            "to-stray-together.ts",
            100,
            codec: "libx264 -preset ultrafast -bf 0 -g 25 -crf 10",
            sound: 4
        );
        await using var vault = await EncodingVault.OpenAsync();

        var result = await vault.EncodeAsync(
            await StrayAsync(whole, TimeSpan.FromHours(13), ("v:0", 95), ("v:0", 96), ("a:0", 20), ("a:0", 21))
        );

        var shown = await NumberedFrames.ReadAsync(Path.Combine(result.Folder, "480p.m3u8"));
        shown.Count.Should().BeInRange(98, 102);
        shown
            .Distinct()
            .Where(number => number is not 95 and not 96)
            .Should()
            .Equal(Enumerable.Range(0, 100).Where(number => number is not 95 and not 96));
    }

    // Sixty frames, and forty more after the jump.
    private static async Task<string> JumpedAsync(string name, string lateAt, params string[] options)
    {
        var early = await NumberedFrames.MakeAsync("early.mp4", 60, sound: 2.4);
        var late = await NumberedFrames.MakeAsync(
            "late.mp4",
            100,
            filter: "trim=start_frame=60,setpts=PTS-STARTPTS",
            sound: 1.6
        );
        var list = Clips.Write(
            $"{name}.ffconcat",
            System.Text.Encoding.UTF8.GetBytes(
                $"ffconcat version 1.0\nfile '{early}'\nduration {lateAt}\nfile '{late}'\n"
            )
        );
        return await Clips.MakeAsync(
            name,
            ["-f", "concat", "-safe", "0", "-i", list, "-map", "0", "-c", "copy", .. options]
        );
    }

    // The timestamp of a frame in a transport stream: five bytes after the ninth byte of its header (ISO/IEC 13818-1, 2.4.3.7).
    private static async Task<string> StrayAsync(string file, TimeSpan by, params (string Track, int Number)[] strays)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        foreach (var (track, number) in strays)
        {
            Stray(bytes, (await Packets.OfAsync(file, track))[number].Position, by);
        }

        return Clips.Write($"strayed-{string.Join('-', strays.Select(stray => stray.Number))}.ts", bytes);
    }

    private static void Stray(byte[] bytes, int packet, TimeSpan by)
    {
        var header = packet + 4 + ((bytes[packet + 3] & 0x20) != 0 ? 1 + bytes[packet + 4] : 0);
        bytes.AsSpan(header, 3).ToArray().Should().Equal(0, 0, 1);
        var time = bytes.AsSpan(header + 9, 5);
        var ticks =
            ((long)(time[0] >> 1 & 7) << 30)
            | ((long)time[1] << 22)
            | ((long)(time[2] >> 1) << 15)
            | ((long)time[3] << 7)
            | ((long)time[4] >> 1);
        ticks += (long)(by.TotalSeconds * 90_000);
        time[0] = (byte)(time[0] & 0xF1 | (int)(ticks >> 29 & 0x0E));
        time[1] = (byte)(ticks >> 22);
        time[2] = (byte)(ticks >> 14 | 1);
        time[3] = (byte)(ticks >> 7);
        time[4] = (byte)(ticks << 1 | 1);
    }
}
