using System.Globalization;
using StreamVault.Tests.Packaging;

namespace StreamVault.Tests.Encoding;

/// <summary>What every complete result must have.</summary>
internal static class WholeVideo
{
    /// <summary>Decodes the best quality and compares it with what its source has.</summary>
    public static async Task AssertWholeAsync(
        this PlayableVideo result,
        int width,
        int height,
        int qualities,
        double rate,
        double seconds,
        bool hasAudio,
        uint tolerance = 2
    )
    {
        var decoded = await result.DecodeAsync();
        (decoded.Width, decoded.Height, decoded.PixelFormat).Should().Be((width, height, "yuv420p"));
        decoded.AspectRatio.Should().Be("1:1");
        result.Video.Qualities.Should().HaveCount(qualities);
        result.Master.Should().Contain(string.Create(CultureInfo.InvariantCulture, $"FRAME-RATE={rate:0.00}"));
        decoded.Frames.Should().BeCloseTo((int)Math.Round(seconds * rate), tolerance, "no frame is lost or added");
        result.Video.DurationSeconds.Should().BeApproximately(decoded.Frames / rate, 0.01);
        decoded.PictureTimes.Should().BeInAscendingOrder();
        if (hasAudio)
        {
            decoded
                .SoundSeconds.Should()
                .BeApproximately(decoded.Frames / rate, 0.06, "the sound is as long as the picture");
        }
        else
        {
            decoded.Samples.Should().Be(0);
        }
    }
}
