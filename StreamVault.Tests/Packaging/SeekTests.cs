using System.Globalization;
using StreamVault.Tests.Encoding;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Packaging;

/// <summary>A seek shows the requested frame, not one up to a segment later.</summary>
public sealed class SeekTests
{
    private const double Begin = 2;

    [Trait(Tier.Name, Tier.Media)]
    [Theory]
    [InlineData("25")]
    [InlineData("30000/1001")]
    [InlineData("24000/1001")]
    [InlineData("155/6")]
    [InlineData("60")]
    [InlineData("5")]
    public async Task Reading_starts_at_the_key_frame_before_the_seek_time(string rate)
    {
        await using var vault = await EncodingVault.OpenAsync(("Encoding:SegmentDuration", "00:00:02"));
        var result = await vault.EncodeAsync(await Clips.MakeAsync(new Clip(160, 90, 8, rate)));

        var begin = Begin;
        foreach (var (_, length) in result.Segments("480p"))
        {
            foreach (var moment in new[] { 0.001, 0.5, 0.75 })
            {
                (await FirstAsync(result, begin + moment * length.TotalSeconds))
                    .Should()
                    .BeApproximately(
                        begin,
                        0.001,
                        "that is where the segment begins, and {0} of it were asked for",
                        moment
                    );
            }

            begin += length.TotalSeconds;
        }
    }

    /// <summary>mpv decodes from the key frame and drops earlier frames. From a later key frame, it would start late.</summary>
    [Trait(Tier.Name, Tier.Browser)]
    [Fact]
    public async Task mpv_seeks_exactly()
    {
        await using var vault = await EncodingVault.OpenAsync(("Encoding:SegmentDuration", "00:00:02"));
        var result = await vault.EncodeAsync(await NumberedFrames.MakeAsync("sought.mp4", 200, sound: 8));
        using var folder = new TemporaryFolder();
        var segment = folder.At("segment.mkv");

        (
            await RunProgram.Async(
                "mpv",
                [
                    .. (string[])["--no-config", "--start=5", "--length=1", "--demuxer-lavf-o=allowed_extensions=ALL"],
                    .. (string[])["--of=matroska", "--ovc=ffv1", "--oac=pcm_s16le", $"--o={segment}"],
                    Path.Combine(result.Folder, "480p.m3u8"),
                ]
            )
        ).Succeeded();

        (await NumberedFrames.ReadAsync(segment)).Should().Equal(Enumerable.Range(125, 25));
    }

    private static async Task<double> FirstAsync(PlayableVideo video, double from)
    {
        string[] ask = ["-v", "error", "-allowed_extensions", "ALL", "-read_intervals"];
        string[] show = ["-select_streams", "v:0", "-show_entries", "packet=pts_time", "-of", "csv=p=0"];
        var interval = string.Create(CultureInfo.InvariantCulture, $"{from}%+#1");
        var output = await RunProgram.Async(
            "ffprobe",
            [.. ask, interval, .. show, Path.Combine(video.Folder, "480p.m3u8")]
        );
        return double.Parse(output.Succeeded().Output.Split('\n', ',')[0], CultureInfo.InvariantCulture);
    }
}
