using StreamVault.Core.Similarity;

namespace StreamVault.Tests.Similarity;

public sealed class FrameHashTests
{
    [Fact]
    public void A_brighter_copy_with_less_contrast_has_the_same_hash()
    {
        var frame = Frame(seed: 1);
        var brighter = frame.Select(pixel => (byte)(40 + pixel / 2)).ToArray();

        FrameHash.Match(FrameHash.Of(frame), FrameHash.Of(brighter)).Should().BeTrue();
    }

    [Fact]
    public void Different_frames_do_not_match() =>
        FrameHash.Match(FrameHash.Of(Frame(seed: 1)), FrameHash.Of(Frame(seed: 2))).Should().BeFalse();

    [Fact]
    public void A_frame_without_contrast_matches_nothing_not_even_itself()
    {
        var black = FrameHash.Of([.. Enumerable.Range(0, FrameHash.Pixels).Select(i => (byte)(16 + i % 5))]);

        black.Should().Be(FrameHash.Flat);
        FrameHash.Match(black, black).Should().BeFalse();
    }

    private static byte[] Frame(int seed)
    {
        var frame = new byte[FrameHash.Pixels];
        new Random(seed).NextBytes(frame);
        return frame;
    }
}
