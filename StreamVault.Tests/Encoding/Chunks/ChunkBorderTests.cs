using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding.Chunks;

/// <summary>Chunks of one second join exactly: every frame once, in order and at its time.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class ChunkBorderTests
{
    private static readonly (string, string)[] OneSecondChunks =
    [
        ("Encoding:SegmentDuration", "00:00:01"),
        ("Encoding:SegmentsPerChunk", "1"),
    ];

    [Theory]
    [InlineData("borders.mp4", "25", "libx264 -preset ultrafast -bf 3 -g 60 -crf 10", 3600)]
    [InlineData("borders-ntsc.mp4", "30000/1001", "libx264 -preset ultrafast -bf 3 -g 250 -crf 10", 3003)]
    [InlineData("borders-film.mov", "24000/1001", "libx264 -preset ultrafast -bf 3 -g 48 -crf 10", 3753.75)]
    [InlineData("borders-odd.mp4", "155/6", "libx264 -preset ultrafast -bf 3 -g 60 -crf 10", 3483.87)]
    [InlineData("borders-odder.mov", "1237/50", "libx264 -preset ultrafast -bf 3 -g 60 -crf 10", 3637.83)]
    [InlineData("borders-ntsc.mkv", "30000/1001", "libx264 -preset ultrafast -bf 3 -g 70 -crf 10", 3003)]
    [InlineData("borders.webm", "30", "libvpx -b:v 2M -deadline realtime -cpu-used 8", 3000)]
    [InlineData("borders.ts", "25", "libx264 -preset ultrafast -bf 3 -g 60 -crf 10", 3600)]
    [InlineData("borders.avi", "25", "mpeg4 -bf 2 -g 60 -q:v 2", 3600)]
    [InlineData("borders.flv", "25", "libx264 -preset ultrafast -bf 3 -g 60 -crf 10", 3600)]
    [InlineData("borders.mpg", "25", "mpeg2video -bf 2 -g 15 -q:v 2", 3600)]
    [InlineData(
        "borders-hevc.mp4",
        "50",
        "libx265 -preset ultrafast -x265-params log-level=error:keyint=90 -crf 10",
        1800
    )]
    public async Task Every_frame_is_there_once_and_at_its_time(string name, string rate, string codec, double step)
    {
        await using var vault = await EncodingVault.OpenAsync(OneSecondChunks);

        var result = await vault.EncodeAsync(await NumberedFrames.MakeAsync(name, 130, rate, codec, sound: 130 / 25.0));

        var numbers = await NumberedFrames.ReadAsync(Path.Combine(result.Folder, "480p.m3u8"));
        // In AVI and FLV, reordered video starts a frame or two after the audio; until then, the first frame is shown.
        var late = numbers.TakeWhile(number => number == 0).Count() - 1;
        late.Should().BeInRange(0, name.EndsWith("avi") || name.EndsWith("flv") ? 2 : 0);
        numbers.Skip(late).Take(130).Should().Equal(Enumerable.Range(0, 130));
        var decoded = await result.DecodeAsync();
        Steps(decoded.PictureTimes).Should().OnlyContain(s => Math.Abs(s - step) <= 1);
        Steps(decoded.SoundTimes).Should().OnlyContain(s => s == 1920, "AAC frames follow each other without a gap");
        result.Playlist("480p").Should().NotContain("DISCONTINUITY");
    }

    [Fact]
    public async Task A_still_image_across_chunk_boundaries_lasts_until_the_next_frame()
    {
        await using var vault = await EncodingVault.OpenAsync(OneSecondChunks);
        var clip = await NumberedFrames.MakeAsync(
            "still.mp4",
            200,
            filter: "select=not(between(n\\,30\\,139))",
            codec: "libx264 -preset ultrafast -bf 0 -g 250 -crf 10"
        );

        var result = await vault.EncodeAsync(clip);

        var shown = Enumerable.Range(0, 200).Select(n => n is >= 30 and <= 139 ? 29 : n);
        (await NumberedFrames.ReadAsync(Path.Combine(result.Folder, "480p.m3u8"))).Should().Equal(shown);
    }

    /// <summary>A transport stream so short that FFmpeg would detect another format.</summary>
    [Fact]
    public async Task A_last_chunk_of_two_black_frames_joins()
    {
        await using var vault = await EncodingVault.OpenAsync(OneSecondChunks);
        string[] black = ["-f", "lavfi", "-i", "color=black:s=96x64:r=25", "-frames:v", "27"];

        var result = await vault.EncodeAsync(
            await Clips.MakeAsync("black.mp4", [.. black, "-c:v", "libx264", "-pix_fmt", "yuv420p"])
        );

        (await result.DecodeAsync()).Frames.Should().Be(27);
    }

    [Fact]
    public async Task A_halved_frame_rate_drops_the_same_frames_in_every_chunk()
    {
        await using var vault = await EncodingVault.OpenAsync(OneSecondChunks);

        var result = await vault.EncodeAsync(await NumberedFrames.MakeAsync("fast.mp4", 250, "120"));

        var numbers = await NumberedFrames.ReadAsync(Path.Combine(result.Folder, "480p.m3u8"));
        numbers.Should().HaveCount(125);
        numbers.Zip(numbers.Skip(1), (a, b) => b - a).Skip(1).Should().OnlyContain(difference => difference == 2);
    }

    [Fact]
    public async Task A_file_without_a_declared_length_loses_no_frame()
    {
        await using var vault = await EncodingVault.OpenAsync(OneSecondChunks);
        var whole = await NumberedFrames.MakeAsync("tagged.mkv", 90);
        var clip = await Clips.MakeAsync(
            "live.mkv",
            ["-i", whole, "-c", "copy", "-f", "matroska", "-live", "1", "-bitexact"]
        );

        var result = await vault.EncodeAsync(clip);

        (await NumberedFrames.ReadAsync(Path.Combine(result.Folder, "480p.m3u8")))
            .Should()
            .Equal(Enumerable.Range(0, 90));
        result.Video.Warning.Should().BeNull();
    }

    private static IEnumerable<long> Steps(IReadOnlyList<long> times) => times.Zip(times.Skip(1), (a, b) => b - a);
}
