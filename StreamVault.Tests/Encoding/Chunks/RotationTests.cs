using System.Buffers.Binary;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Packaging;

namespace StreamVault.Tests.Encoding.Chunks;

/// <summary>The eight orientations of a camera: the result is always upright.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class RotationTests
{
    /// <summary>The matrix's a, b, c and d (ISO/IEC 14496-12, 8.3.2).</summary>
    [Theory]
    [InlineData(1, 0, 0, 1)]
    [InlineData(0, 1, -1, 0)]
    [InlineData(-1, 0, 0, -1)]
    [InlineData(0, -1, 1, 0)]
    [InlineData(-1, 0, 0, 1)]
    [InlineData(1, 0, 0, -1)]
    [InlineData(0, 1, 1, 0)]
    [InlineData(0, -1, -1, 0)]
    public async Task A_rotated_video_is_encoded_upright(int a, int b, int c, int d)
    {
        var bytes = await File.ReadAllBytesAsync(await CornerAsync());
        Turn(bytes, a, b, c, d);
        await using var vault = await EncodingVault.OpenAsync();

        var result = await vault.EncodeAsync(Clips.Write($"turned{a}{b}{c}{d}.mp4", bytes));

        var decoded = await result.DecodeAsync();
        (decoded.Width, decoded.Height).Should().Be(a == 0 ? (96, 160) : (160, 96));
        // The marked corner is at the top left; the matrix gives its expected position.
        var (x, y) = (-a - c, -b - d);
        var quarter = (x > 0 ? 1 : 0) + (y > 0 ? 2 : 0);
        var seen = await Pixels.OfAsync(Path.Combine(result.Folder, "480p.m3u8"), 3, 2, 2);
        Brightest(seen).Should().Be(quarter);
        Brightest(await result.PosterAsync(2, 2)).Should().Be(quarter, "on the poster too");
    }

    private static void Turn(byte[] bytes, int a, int b, int c, int d)
    {
        var matrix = bytes.AsSpan(bytes.AsSpan().IndexOf("tkhd"u8) + 44, 36);
        int[] values = [a << 16, b << 16, 0, c << 16, d << 16, 0];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(matrix[(4 * i)..], values[i]);
        }
    }

    // Black, with the first quarter white.
    private static Task<string> CornerAsync() =>
        Clips.MakeAsync(
            "corner.mp4",
            [
                .. (string[])["-f", "lavfi", "-i", "color=black:s=160x96:r=25:d=0.4"],
                .. (string[])["-vf", "drawbox=0:0:80:48:white:fill", "-c:v", "libx264", "-pix_fmt", "yuv420p"],
            ]
        );

    private static int Brightest(byte[] pixels) => Array.IndexOf(pixels, pixels.Max()) / 3;
}
