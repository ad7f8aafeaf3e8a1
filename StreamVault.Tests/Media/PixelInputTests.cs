using System.Globalization;
using System.Text.RegularExpressions;
using StreamVault.Tests.Encoding;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Packaging;

namespace StreamVault.Tests.Media;

/// <summary>All kinds of pixels: depth, color, HDR, fields, aspect.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class PixelInputTests : IAsyncLifetime
{
    private EncodingVault _vault = null!;

    public async Task InitializeAsync() =>
        _vault = await EncodingVault.OpenAsync(
            ("Encoding:SegmentDuration", "00:00:01"),
            ("Encoding:SegmentsPerChunk", "2")
        );

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    // One format for each way to convert. ChunkArgumentsTests has the filters of the others.
    [Theory]
    [InlineData("yuvj420p", "mjpeg", "mov")]
    [InlineData("rgb24", "qtrle", "mov")]
    [InlineData("yuv422p10le", "prores_ks", "mov")]
    [InlineData("gray", "libx264", "mp4")]
    [InlineData("pal8", "gif", "gif")]
    public async Task Any_pixel_format_becomes_yuv420p(string format, string codec, string extension)
    {
        var clip = await Clips.MakeAsync(
            $"pixels-{format}-{codec}.{extension}",
            [
                .. (string[])["-f", "lavfi", "-i", "color=0xC02040:s=160x90:r=25:d=1"],
                .. (string[])["-pix_fmt", format, "-c:v", codec],
            ]
        );

        var result = await _vault.EncodeAsync(clip);

        (await result.DecodeAsync()).PixelFormat.Should().Be("yuv420p");
        var pixel = await Pixels.OfAsync(Path.Combine(result.Folder, "480p.m3u8"), 3, 1, 1);
        var source = await Pixels.OfAsync(clip, 3, 1, 1);
        pixel.Zip(source, (a, b) => Math.Abs(a - b)).Should().OnlyContain(d => d <= 12, "red stays this red");
    }

    [Theory]
    [InlineData("bt709", "bt709")]
    [InlineData("smpte170m", "smpte170m")]
    [InlineData("bt470bg", "bt470bg")]
    [InlineData("fcc", "bt709")]
    public async Task Standard_colors_are_tagged_and_not_converted(string matrix, string expected)
    {
        var clip = await Clips.MakeAsync(
            $"matrix-{matrix}.mp4",
            [
                .. (string[])["-f", "lavfi", "-i", "color=0xC02040:s=160x90:r=25:d=1,format=gbrp"],
                .. (string[])["-vf", $"scale=out_color_matrix={matrix}:out_range=tv,format=yuv420p"],
                .. (string[])["-c:v", "libx264", "-colorspace", matrix],
            ]
        );

        var result = await _vault.EncodeAsync(clip);

        (await result.ColorsAsync()).Split(',')[2].Should().Be(expected);
        var pixel = await Pixels.OfAsync(Path.Combine(result.Folder, "480p.m3u8"), 3, 1, 1);
        pixel.Zip((byte[])[0xC0, 0x20, 0x40], (a, b) => Math.Abs(a - b)).Should().OnlyContain(d => d <= 4);
    }

    /// <summary>
    /// Transfer, and 10-bit codes of black, of gray, of a white page, and of what shines brighter than paper.
    /// </summary>
    [Theory]
    [InlineData("smpte2084", 64, 401, 573, 723)]
    [InlineData("arib-std-b67", 64, 397, 721, 850)]
    public async Task HDR_is_converted_to_SDR_levels(string transfer, int black, int grey, int white, int bright)
    {
        var clip = await Clips.MakeAsync(
            $"hdr-{transfer}.mp4",
            [
                .. (string[])["-f", "lavfi", "-i", "color=black:s=160x90:r=25:d=1,format=yuv420p10le"],
                .. (string[])
                    [
                        "-vf",
                        $"geq=lum='if(lt(X,40),{black},if(lt(X,80),{grey},if(lt(X,120),{white},{bright})))':cb=512:cr=512",
                    ],
                .. (string[])["-c:v", "libx265", "-preset", "ultrafast", "-x265-params"],
                $"log-level=error:colorprim=bt2020:transfer={transfer}:colormatrix=bt2020nc:range=limited",
                .. (string[])["-tag:v", "hvc1"],
            ]
        );

        var result = await _vault.EncodeAsync(clip);

        result.Video.SourceSummary.Should().Contain("HEVC HDR");
        (await result.ColorsAsync()).Should().Be("yuv420p,tv,bt709,bt709,bt709");
        var pixels = await Pixels.OfAsync(Path.Combine(result.Folder, "480p.m3u8"), 3, 4, 1);
        pixels.Chunk(3).Should().OnlyContain(rgb => rgb.Max() - rgb.Min() <= 6, "gray stays gray");
        var levels = pixels.Chunk(3).Select(rgb => (int)rgb[1]).ToList();
        levels.Should().BeInAscendingOrder();
        levels[0].Should().BeLessThan(20, "black");
        levels[1].Should().BeInRange(60, 150, "gray");
        levels[2].Should().BeInRange(185, 250, "white paper");
        levels[3].Should().BeInRange(levels[2] + 1, 255, "what shines");
    }

    [Theory]
    [InlineData("top", "1")]
    [InlineData("bottom", "0")]
    public async Task Deinterlacing_removes_combing(string first, string top)
    {
        var clip = await Clips.MakeAsync(
            $"interlaced-{first}.mpg",
            [
                .. (string[])
                    ["-f", "lavfi", "-i", "testsrc2=s=352x288:r=50:d=2", "-vf", $"tinterlace=interleave_{first}"],
                .. (string[])["-flags", "+ilme+ildct", "-top", top, "-c:v", "mpeg2video", "-q:v", "3"],
            ]
        );

        var result = await _vault.EncodeAsync(clip);

        var decoded = await result.DecodeAsync();
        decoded.Frames.Should().BeCloseTo(50, 1);
        (await CombsAsync(Path.Combine(result.Folder, "480p.m3u8"))).Should().BeLessThan(await CombsAsync(clip) / 2);
    }

    // How much more neighboring lines differ than lines two apart: what idet counts as interlaced frames.
    private static async Task<int> CombsAsync(string file)
    {
        var options = file.EndsWith("m3u8") ? (string[])["-allowed_extensions", "ALL"] : [];
        var said = await RunProgram.Async(
            "ffmpeg",
            ["-nostdin", .. options, "-i", file, "-map", "0:v:0", "-vf", "idet", "-f", "null", "-"]
        );
        var line = said.Error.Split('\n').Last(text => text.Contains("Multi frame detection"));
        return line.Split(["TFF:", "BFF:", "Progressive:"], StringSplitOptions.None)[1..3]
            .Sum(n => int.Parse(n.Trim()));
    }

    [Fact]
    public async Task Oblong_pixels_become_square()
    {
        var clip = await Clips.MakeAsync(
            "oblong.mp4",
            [
                .. (string[])["-f", "lavfi", "-i", "testsrc2=s=180x144:r=25:d=1", "-vf", "setsar=16/11"],
                .. (string[])["-c:v", "libx264", "-pix_fmt", "yuv420p"],
            ]
        );

        var decoded = await (await _vault.EncodeAsync(clip)).DecodeAsync();

        (decoded.Width, decoded.Height, decoded.AspectRatio).Should().Be((260, 144, "1:1"));
    }

    [Fact]
    public async Task The_result_looks_like_the_source()
    {
        var clip = await Clips.MakeAsync(
            "looks.mp4",
            [
                .. (string[])["-f", "lavfi", "-i", "mandelbrot=s=320x180:r=25", "-t", "2"],
                .. (string[])["-c:v", "libx264", "-preset", "ultrafast", "-crf", "8", "-pix_fmt", "yuv420p"],
            ]
        );

        var result = await _vault.EncodeAsync(clip);

        var said = await RunProgram.Async(
            "ffmpeg",
            [
                .. (string[])["-nostdin", "-allowed_extensions", "ALL", "-i", Path.Combine(result.Folder, "480p.m3u8")],
                .. (string[])
                    [
                        "-i",
                        clip,
                        "-lavfi",
                        "[0:v]settb=1/25,setpts=N[a];[1:v]settb=1/25,setpts=N[b];[a][b]ssim",
                        "-f",
                        "null",
                        "-",
                    ],
            ]
        );
        var ssim = Regex.Match(said.Error, "SSIM .* All:([0-9.]+)").Groups[1].Value;
        double.Parse(ssim, CultureInfo.InvariantCulture).Should().BeGreaterThan(0.97);
    }
}
