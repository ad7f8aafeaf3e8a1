using StreamVault.Core.Packaging.TransportStreams;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Packaging.TransportStreams;

public sealed class AdtsFramesTests
{
    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task Every_frame_without_its_header_equals_the_one_in_MP4()
    {
        var audio = await AudioAsync();
        var inMp4 = await Clips.MakeAsync("frames.m4a", ["-i", audio, "-c", "copy"]);

        List<int> sizes = [];
        using var frames = new AdtsFrames(audio);
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
    public async Task A_truncated_frame_is_an_error_and_not_the_end()
    {
        var bytes = await File.ReadAllBytesAsync(await AudioAsync());

        Reading(Clips.Write("cut-off.aac", bytes.AsSpan(0, bytes.Length - 1)))
            .Should()
            .Throw<InvalidDataException>()
            .WithMessage("cut-off.aac*");
    }

    [Theory]
    [InlineData("ID3\x04 and the rest of it")]
    [InlineData("short")]
    public void Rejects_other_data(string text) =>
        Reading(Clips.Write("else.aac", System.Text.Encoding.Latin1.GetBytes(text)))
            .Should()
            .Throw<InvalidDataException>();

    [Fact]
    public void An_empty_file_has_no_audio_frame()
    {
        using var frames = new AdtsFrames(Clips.Write("nothing.aac", []));

        frames.Read().Should().BeFalse();
    }

    private static Task<string> AudioAsync() =>
        Clips.MakeAsync("frames.aac", ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000:d=2", "-c:a", "aac"]);

    private static Action Reading(string path) =>
        () =>
        {
            using var frames = new AdtsFrames(path);
            while (frames.Read()) { }
        };
}
