using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Media;
using StreamVault.Core.Packaging;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Packaging;

/// <summary>Chunks that don't join are rejected.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class SegmentMuxerTests
{
    private static readonly FrameRate Pal = new(25, 1);

    [Fact]
    public async Task Audio_is_in_the_segment_in_which_it_is_heard()
    {
        using var muxer = new SegmentMuxer(await TracksAsync(sound: 4), Pal);

        var first = Clips.Write("first.ts", Segment(muxer, 0, 50));
        var second = Clips.Write("second.ts", Segment(muxer, 50, null));

        (await TimesAsync(first, "v")).Order().Should().Equal(Enumerable.Range(0, 50).Select(i => 180_000L + i * 3600));
        // One priming frame before the start; the rest starts within the segment.
        (await TimesAsync(first, "a"))
            .Should()
            .StartWith(178_080)
            .And.EndWith(178_080 + 94 * 1920)
            .And.HaveCount(95);
        (await TimesAsync(second, "a"))[0]
            .Should()
            .Be(178_080 + 95 * 1920)
            .And.BeGreaterThanOrEqualTo(180_000 + 50 * 3600);
        muxer.End(TimeSpan.FromSeconds(4)).Should().MatchRegex("^0,v,SHA256=[0-9a-f]{64}\n1,a,SHA256=[0-9a-f]{64}\n$");
    }

    [Fact]
    public async Task Rejects_a_segment_that_does_not_start_with_a_key_frame()
    {
        using var muxer = new SegmentMuxer(await TracksAsync(sound: 0), Pal);
        Segment(muxer, 0, 49);

        muxer
            .Invoking(m => Segment(m, 49, null))
            .Should()
            .Throw<InvalidDataException>()
            .WithMessage("frame 49 is not a key frame*");
    }

    [Fact]
    public async Task Rejects_frames_at_another_rate_than_planned()
    {
        using var muxer = new SegmentMuxer(await TracksAsync(sound: 0), new FrameRate(30, 1));
        Segment(muxer, 0, 50);

        muxer
            .Invoking(m => Segment(m, 50, null))
            .Should()
            .Throw<InvalidDataException>()
            .WithMessage("frame 50 is displaced by 0.333 s");
    }

    [Theory]
    [InlineData(3.9)]
    [InlineData(4.1)]
    public async Task Rejects_audio_that_is_shorter_or_longer_than_the_video(double seconds)
    {
        using var muxer = new SegmentMuxer(await TracksAsync(seconds), Pal);
        Segment(muxer, 0, null);

        muxer
            .Invoking(m => m.End(TimeSpan.FromSeconds(4)))
            .Should()
            .Throw<InvalidDataException>()
            .WithMessage("its audio lasts *");
    }

    private static byte[] Segment(SegmentMuxer muxer, long begin, long? end)
    {
        using var output = new MemoryStream();
        muxer.Write(output, begin, end);
        return output.ToArray();
    }

    // 100 frames, of which every fiftieth is a key frame.
    private static async Task<SegmentedTracks> TracksAsync(double sound)
    {
        var picture = await Clips.MakeAsync(
            "muxed.ts",
            [
                .. (string[])["-f", "lavfi", "-i", "testsrc2=s=64x64:r=25:d=4", "-pix_fmt", "yuv420p"],
                .. (string[])["-c:v", "libx264", "-preset", "veryfast", "-bf", "3"],
                .. (string[])["-g", "50", "-keyint_min", "50", "-sc_threshold", "0"],
            ]
        );
        var tone = FormattableString.Invariant($"sine=sample_rate=48000:d={sound}");
        return new SegmentedTracks(
            "480p",
            [new VideoChunkFile(picture, 100)],
            sound > 0 ? await Clips.MakeAsync($"muxed-{sound}.aac", ["-f", "lavfi", "-i", tone, "-c:a", "aac"]) : null
        );
    }

    private static async Task<IReadOnlyList<long>> TimesAsync(string file, string track)
    {
        string[] ask = ["-v", "error", "-select_streams", track, "-show_entries", "packet=pts", "-of", "csv=p=0"];
        var output = (await RunProgram.Async("ffprobe", [.. ask, file])).Succeeded();
        return
        [
            .. output
                .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => long.Parse(line.Split(',')[0])),
        ];
    }
}
