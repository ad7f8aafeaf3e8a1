using System.Diagnostics;
using StreamVault.Core.Entities;
using StreamVault.Tests.Infrastructure;
using StreamVault.Tests.Packaging;

namespace StreamVault.Tests.Encoding.Chunks;

/// <summary>HDR has the correct brightness on an SDR screen, compared with libplacebo.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class HdrTests : IAsyncLifetime
{
    private const int Columns = 14;
    private const int Rows = 12;

    private EncodingVault _vault = null!;

    public async Task InitializeAsync() => _vault = await EncodingVault.OpenAsync();

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [VulkanTheory]
    [InlineData("arib-std-b67", false)]
    [InlineData("arib-std-b67", true)]
    [InlineData("smpte2084", false)]
    [InlineData("smpte2084", true)]
    public async Task Gray_stays_neutral_and_matches_libplacebo(string transfer, bool mastering)
    {
        var clip = await BarsAsync(transfer, mastering);

        var result = await _vault.EncodeAsync(clip);

        var ours = await Pixels.OfAsync(Path.Combine(result.Folder, "480p.m3u8"), 3, Columns, Rows);
        var reference = await LibplaceboAsync(clip);
        // The gray of the bar on the left, before the conversion to HDR: with 100 nits for white it comes out as 137.
        Pixel(ours, 0, 3).Should().OnlyContain(level => Math.Abs(level - 102) <= 3);
        Pixel(reference, 0, 3).Should().OnlyContain(level => Math.Abs(level - 102) <= 12);
        ours.Zip(reference, (a, b) => Math.Abs(a - b)).Average().Should().BeLessThan(10);
    }

    [SharedMediaFact]
    public async Task Refuses_Dolby_Vision_profile_5_and_keeps_the_upload()
    {
        // An iPhone's profile 8, called profile 5: the version, then seven bits of profile (Dolby Vision Streams Within the ISO
        // Base Media File Format, 2.2).
        var bytes = await File.ReadAllBytesAsync(SharedMedia.Clip("iphone_hlg_dovi_editlist.mp4"));
        var at = bytes.AsSpan().IndexOf("dvvC"u8) + 6;
        bytes[at] = (byte)(5 << 1 | (bytes[at] & 1));

        var job = await _vault.FailAsync(Clips.Write("dolby-vision-5.mp4", bytes));

        job.ErrorCause.Should().Be(FailureCause.NothingDecodable);
        job.ErrorMessage.Should().StartWith("This video is Dolby Vision profile 5.").And.Contain("is kept");
        File.Exists(_vault.Storage.SourcePath(job.VideoId)).Should().BeTrue();
    }

    private static IEnumerable<int> Pixel(byte[] image, int column, int row) =>
        image.AsSpan(3 * (row * Columns + column), 3).ToArray().Select(level => (int)level);

    private static Task<string> BarsAsync(string transfer, bool mastering) =>
        Clips.MakeAsync(
            $"bars-{transfer}-{mastering}.mp4",
            [
                .. (string[])["-f", "lavfi", "-i", "smptehdbars=s=640x360:r=25:d=0.4"],
                .. (string[])
                    [
                        "-vf",
                        "format=yuv444p10le,zscale=min=709:tin=709:pin=709:rin=tv:npl=203:p=2020:"
                            + $"t={transfer}:m=2020_ncl:r=tv,format=yuv420p10le",
                    ],
                .. (string[])["-c:v", "libx265", "-preset", "ultrafast", "-tag:v", "hvc1", "-x265-params"],
                $"log-level=error:colorprim=bt2020:transfer={transfer}:colormatrix=bt2020nc"
                    + (
                        mastering
                            ? ":master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,1):max-cll=1000,203"
                            : ""
                    ),
                .. (string[])["-color_primaries", "bt2020", "-color_trc", transfer, "-colorspace", "bt2020nc"],
            ]
        );

    private static async Task<byte[]> LibplaceboAsync(string clip)
    {
        var shown = await Clips.MakeAsync(
            $"{Path.GetFileNameWithoutExtension(clip)}-libplacebo.mkv",
            [
                .. (string[])["-init_hw_device", "vulkan", "-i", clip, "-vf"],
                "hwupload,libplacebo=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv:format=yuv420p:"
                    + "tonemapping=mobius:peak_detect=false,hwdownload,format=yuv420p,setparams=colorspace=bt709",
                .. (string[])["-c:v", "ffv1"],
            ]
        );
        return await Pixels.OfAsync(shown, 3, Columns, Rows);
    }
}

/// <summary>A theory that needs Vulkan and FFmpeg's filter libplacebo, and is skipped where they don't work.</summary>
public sealed class VulkanTheoryAttribute : TheoryAttribute
{
    private static readonly Lazy<bool> Works = new(Try);

    public VulkanTheoryAttribute() =>
        Skip = Works.Value ? null : "Vulkan or the filter libplacebo is missing: apt-get install mesa-vulkan-drivers";

    private static bool Try()
    {
        using var process = Process.Start(
            new ProcessStartInfo(
                "ffmpeg",
                "-nostdin -v quiet -init_hw_device vulkan -f lavfi -i color=s=64x64:d=0.1 -vf hwupload,libplacebo,hwdownload,format=yuv420p -f null -"
            )
        )!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
