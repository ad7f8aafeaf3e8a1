using StreamVault.Core.Packaging.TransportStreams;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Packaging.TransportStreams;

public sealed class AdtsFramesTests
{
    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Every_frame_is_read_and_what_is_left_of_it_without_its_header_is_what_MP4_holds()
    {
        var sound = await SoundAsync();
        var inMp4 = await Clips.MakeAsync("frames.m4a", ["-i", sound, "-c", "copy"]);

        List<int> sizes = [];
        using var frames = new AdtsFrames(sound);
        while (frames.Read())
        {
            sizes.Add(frames.Data.Length);
        }

        sizes
            .Should()
            .HaveCount(95, "two seconds, one frame before them and one that ends them")
            .And.HaveCount((int)frames.Count);
        sizes.Should().Equal((await Packets.OfAsync(inMp4, "a:0")).Select(packet => packet.Size));
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_frame_that_is_cut_off_is_an_error_and_no_end()
    {
        var bytes = await File.ReadAllBytesAsync(await SoundAsync());

        Reading(Clips.Write("cut-off.aac", bytes.AsSpan(0, bytes.Length - 1)))
            .Should()
            .Throw<InvalidDataException>()
            .WithMessage("cut-off.aac*");
    }

    [Theory]
    [InlineData("ID3\x04 and the rest of it")]
    [InlineData("short")]
    public void Anything_else_is_refused(string text) =>
        Reading(Clips.Write("else.aac", System.Text.Encoding.Latin1.GetBytes(text)))
            .Should()
            .Throw<InvalidDataException>();

    [Fact]
    public void Nothing_holds_no_frame()
    {
        using var frames = new AdtsFrames(Clips.Write("nothing.aac", []));

        frames.Read().Should().BeFalse();
    }

    private static Task<string> SoundAsync() =>
        Clips.MakeAsync("frames.aac", ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000:d=2", "-c:a", "aac"]);

    private static Action Reading(string path) =>
        () =>
        {
            using var frames = new AdtsFrames(path);
            while (frames.Read()) { }
        };
}
