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
        var moments = new List<(double Begin, double SoughtAt)>();
        foreach (var (_, length) in result.Segments("480p"))
        {
            moments.AddRange(
                new[] { 0.001, 0.5, 0.75 }.Select(moment => (begin, begin + moment * length.TotalSeconds))
            );
            begin += length.TotalSeconds;
        }

        var found = await FirstAsync(result, moments.Select(moment => moment.SoughtAt));

        found.Should().HaveSameCount(moments).And.HaveCountGreaterThan(6);
        found
            .Zip(moments)
            .Should()
            .OnlyContain(
                pair => Math.Abs(pair.First - pair.Second.Begin) <= 0.001,
                "that is where the segment of the sought time begins"
            );
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

    // The time of the first frame after a seek to each of these times, by one FFprobe.
    private static async Task<IReadOnlyList<double>> FirstAsync(PlayableVideo video, IEnumerable<double> times)
    {
        string[] ask = ["-v", "error", "-allowed_extensions", "ALL", "-read_intervals"];
        string[] show = ["-select_streams", "v:0", "-show_entries", "packet=pts_time", "-of", "csv=p=0"];
        var intervals = times.Select(time => string.Create(CultureInfo.InvariantCulture, $"{time}%+#1"));
        var output = await RunProgram.Async(
            "ffprobe",
            [.. ask, string.Join(',', intervals), .. show, Path.Combine(video.Folder, "480p.m3u8")]
        );
        return
        [
            .. output
                .Succeeded()
                .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => double.Parse(line.Split(',')[0], CultureInfo.InvariantCulture)),
        ];
    }
}
