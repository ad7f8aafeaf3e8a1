using StreamVault.Core.Packaging.TransportStreams;
using StreamVault.Tests.Encoding;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Packaging.TransportStreams;

public sealed class TransportStreamTests
{
    [Trait(Tier.Name, Tier.Media)]
    [Theory]
    [InlineData("high", "4.0", "avc1.640028")]
    [InlineData("high", "3.1", "avc1.64001F")]
    [InlineData("main", "3.0", "avc1.4D401E")]
    [InlineData("baseline", "3.0", "avc1.42C01E")]
    public async Task Reads_the_codec_from_the_bitstream(string profile, string level, string codec)
    {
        var clip = await Clips.MakeAsync(
            $"{profile}-{level}.ts",
            [
                .. (string[])["-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=1", "-c:v", "libx264", "-preset", "fast"],
                .. (string[])["-profile:v", profile, "-level", level, "-pix_fmt", "yuv420p"],
            ]
        );

        TransportStream.Read(clip).Should().BeEquivalentTo(new TransportStream(25, [0], codec));
    }

    [Trait(Tier.Name, Tier.Media)]
    [Theory]
    [InlineData(1)]
    [InlineData(77)]
    public async Task Counts_every_frame_however_small_or_large(int frames) =>
        TransportStream.Read(await NumberedFrames.MakeAsync($"count{frames}.ts", frames)).Frames.Should().Be(frames);

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Lists_the_key_frames()
    {
        var clip = await Clips.MakeAsync(
            "grouped.ts",
            [
                .. (string[])
                    ["-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=1", "-c:v", "libx264", "-pix_fmt", "yuv420p"],
                .. (string[])["-g", "10", "-keyint_min", "10", "-sc_threshold", "0", "-bf", "3"],
            ]
        );

        TransportStream.Read(clip).KeyFrames.Should().Equal(0, 10, 20);
    }

    [Fact]
    public void An_empty_file_has_no_frame() =>
        TransportStream.Read(Clips.Write("nothing.ts", [])).Should().BeEquivalentTo(TransportStream.Empty);

    [Fact]
    public void Rejects_other_files() =>
        FluentActions
            .Invoking(() => TransportStream.Read(Clips.Write("noise.ts", new byte[188])))
            .Should()
            .Throw<InvalidDataException>();
}
