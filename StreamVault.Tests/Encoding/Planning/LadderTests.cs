using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Media;

namespace StreamVault.Tests.Encoding.Planning;

public sealed class LadderTests
{
    [Theory]
    [InlineData(1920, 1080, "1080p 1920x1080, 720p 1280x720, 480p 854x480")]
    [InlineData(1080, 1920, "1080p 1080x1920, 720p 720x1280, 480p 480x854")]
    [InlineData(3840, 2160, "1080p 1920x1080, 720p 1280x720, 480p 854x480")]
    [InlineData(2560, 1080, "1080p 1920x810, 720p 1280x540, 480p 854x360")]
    [InlineData(1440, 1080, "1080p 1440x1080, 720p 960x720, 480p 640x480")]
    [InlineData(1280, 720, "720p 1280x720, 480p 854x480")]
    [InlineData(1024, 576, "480p 854x480")]
    [InlineData(854, 480, "480p 854x480")]
    [InlineData(853, 479, "480p 852x478")]
    [InlineData(1919, 1079, "1080p 1918x1078, 720p 1280x720, 480p 854x480")]
    [InlineData(320, 240, "480p 320x240")]
    [InlineData(322, 241, "480p 322x240")]
    [InlineData(161, 121, "480p 160x120")]
    [InlineData(1, 1, "480p 2x2")]
    [InlineData(10_000, 16, "1080p 1920x4, 720p 1280x2, 480p 854x2")]
    public void Offers_the_rungs_that_fit_and_none_larger_than_the_source(int width, int height, string expected) =>
        NamesOf(new VideoTrack(0, "h264", width, height)).Should().Be(expected);

    [Fact]
    public void Boxes_rotate_with_the_video() =>
        NamesOf(new VideoTrack(0, "hevc", 1920, 1080) { IsRotated = true })
            .Should()
            .Be("1080p 1080x1920, 720p 720x1280, 480p 480x854");

    [Fact]
    public void Oblong_pixels_are_made_square() =>
        NamesOf(new VideoTrack(0, "mpeg2video", 1440, 1080) { PixelAspect = 4.0 / 3 })
            .Should()
            .Be("1080p 1920x1080, 720p 1280x720, 480p 854x480");

    [Fact]
    public void Bitrate_ceilings_fall_with_the_size() =>
        Bitrates(EncodingProfile.Capped).Should().Equal((4000, 128), (2000, 96), (1000, 64));

    [Fact]
    public void Archive_has_higher_ceilings() =>
        Bitrates(EncodingProfile.Archive).Should().Equal((8000, 192), (4000, 144), (2000, 96));

    [Theory]
    [InlineData(3840, 2160, "2160p 3840x2160, 1080p 1920x1080, 720p 1280x720, 480p 854x480")]
    [InlineData(2160, 3840, "2160p 2160x3840, 1080p 1080x1920, 720p 720x1280, 480p 480x854")]
    [InlineData(2560, 1440, "1080p 1920x1080, 720p 1280x720, 480p 854x480")]
    public void A_4K_source_gets_a_2160p_rung_if_enabled(int width, int height, string expected) =>
        NamesOf(new VideoTrack(0, "hevc", width, height), ultraHd: true).Should().Be(expected);

    [Fact]
    public void Every_size_is_even_and_within_its_box_whatever_the_source()
    {
        for (var width = 2; width < 5000; width += 37)
        {
            for (var height = 2; height < 5000; height += 41)
            {
                foreach (var rung in Rungs(new VideoTrack(0, "h264", width, height)))
                {
                    (rung.Width % 2, rung.Height % 2).Should().Be((0, 0));
                    rung.Width.Should().BeInRange(2, Math.Max(width, 2));
                    rung.Height.Should().BeInRange(2, Math.Max(height, 2));
                    Math.Max(rung.Width, rung.Height).Should().BeLessThanOrEqualTo(1958);
                }
            }
        }
    }

    private static IEnumerable<(int, int)> Bitrates(EncodingProfile profile) =>
        Ladder
            .For(new VideoTrack(0, "h264", 1920, 1080), profile, ultraHd: false)
            .Select(rung => (rung.VideoKilobits, rung.AudioKilobits));

    private static IReadOnlyList<Rung> Rungs(VideoTrack video, bool ultraHd = false) =>
        Ladder.For(video, EncodingProfile.Capped, ultraHd);

    private static string NamesOf(VideoTrack video, bool ultraHd = false) =>
        string.Join(", ", Rungs(video, ultraHd).Select(rung => $"{rung.Name} {rung.Width}x{rung.Height}"));
}
