using System.Globalization;
using StreamVault.Tests.Encoding;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Packaging;

[Trait(Tier.Name, Tier.Media)]
public sealed class PosterTests
{
    /// <summary>Chosen from all frames of a short video, and from key frames of a long one.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(19)]
    public async Task The_poster_of_a_video_with_a_black_start_and_a_flash_is_typical(int seconds)
    {
        await using var vault = await EncodingVault.OpenAsync();

        var result = await vault.EncodeAsync(await RedAsync(seconds));

        var pixel = await result.PosterAsync(1, 1);
        pixel[0].Should().BeGreaterThan(200);
        pixel[1].Should().BeLessThan(60);
        pixel[2].Should().BeLessThan(60);
        vault.Logs.AssertNoErrorsLogged();
    }

    // Red, but black for the first twelfth, and green at the first considered frame.
    private static Task<string> RedAsync(int seconds)
    {
        var black = (seconds / 12.0).ToString(CultureInfo.InvariantCulture);
        var green = seconds > 8 ? "3.8,4.3" : "0.25,0.5";
        return Clips.MakeAsync(
            $"red{seconds}.mp4",
            [
                .. (string[])["-f", "lavfi", "-i", $"color=red:s=64x36:r=10:d={seconds}"],
                "-vf",
                $"drawbox=t=fill:color=black:enable='lt(t,{black})',drawbox=t=fill:color=lime:enable='between(t,{green})'",
                .. (string[])["-c:v", "libx264", "-pix_fmt", "yuv420p"],
            ]
        );
    }
}
