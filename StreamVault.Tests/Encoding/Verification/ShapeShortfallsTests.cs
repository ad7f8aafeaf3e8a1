using StreamVault.Core.Encoding;
using StreamVault.Core.Encoding.Verification;
using StreamVault.Core.Media;
using StreamVault.Tests.Encoding.Planning;

namespace StreamVault.Tests.Encoding.Verification;

/// <summary>Warnings about frames that aren't shown in their own shape.</summary>
public sealed class ShapeShortfallsTests
{
    private static readonly VideoTrack Picture = new(0, "hevc", 1280, 720);

    [Fact]
    public void Reports_a_change_of_the_frame_size() =>
        Of(Picture, Sizes(new KeyFrameSize(0, 1280, 720), new KeyFrameSize(64, 640, 480), 3))
            .Should()
            .Equal(
                "The frame size changes 3 times, first from 1280×720 to 640×480 at 1:04. "
                    + "The prepared video has one size throughout, so parts of it may look stretched or less sharp."
            );

    [Fact]
    public void Names_sizes_as_shown() =>
        Of(
                Picture with
                {
                    IsRotated = true,
                },
                Sizes(new KeyFrameSize(0, 1280, 720), new KeyFrameSize(null, 640, 480), 1)
            )
            .Should()
            .ContainSingle()
            .Which.Should()
            .StartWith("The frame size changes once, first from 720×1280 to 480×640. ");

    [Theory]
    [InlineData("hevc", true, true)]
    [InlineData("hevc", false, false)]
    [InlineData("h264", true, false)]
    public void Reports_separate_fields_of_HEVC(string codec, bool interlaced, bool reported) =>
        Of(Picture with { Codec = codec }, KeyFrameSizes.None with { AreInterlaced = interlaced })
            .Any()
            .Should()
            .Be(reported);

    [Fact]
    public void A_stream_copy_keeps_its_frame_sizes()
    {
        var plan = Plans.Of(Picture);

        ShapeShortfalls
            .Of(
                plan with
                {
                    Rungs = [plan.Rungs[0] with { IsStreamCopied = true }],
                },
                Sizes(new KeyFrameSize(0, 1280, 720), new KeyFrameSize(64, 640, 480), 1)
            )
            .Should()
            .BeEmpty();
    }

    [Theory]
    [InlineData(1920, 1088, true)]
    [InlineData(1920, 1120, false)]
    [InlineData(1440, 1080, false)]
    public void Ignores_rounding_differences_in_sizes(int width, int height, bool alike) =>
        new KeyFrameSize(0, 1920, 1080).IsLike(new KeyFrameSize(1, width, height)).Should().Be(alike);

    private static IEnumerable<string> Of(VideoTrack video, KeyFrameSizes sizes) =>
        ShapeShortfalls.Of(Plans.Of(video), sizes);

    private static KeyFrameSizes Sizes(KeyFrameSize first, KeyFrameSize next, int changes) =>
        new(first, next, changes, AreInterlaced: false);
}
