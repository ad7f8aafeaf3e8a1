using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding;

/// <summary>HDR recordings of real phones.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class PhoneHdrTests
{
    [SharedMediaTheory]
    [InlineData("iphone_hlg_dovi_editlist.mp4", false, 1080, 1920, 3, 2.548)]
    [InlineData("hdr10_av1_portrait.mp4", true, 720, 1280, 2, SharedMedia.StartSeconds)]
    public async Task Phone_HDR_is_neither_pale_nor_dark(
        string name,
        bool onlyStart,
        int width,
        int height,
        int qualities,
        double seconds
    )
    {
        await using var vault = await EncodingVault.OpenAsync();

        var result = await vault.EncodeAsync(onlyStart ? await SharedMedia.StartAsync(name) : SharedMedia.Clip(name));

        await result.AssertWholeAsync(width, height, qualities, 29.97, seconds, hasAudio: true);
        (await result.ColorsAsync()).Should().Be("yuv420p,tv,bt709,bt709,bt709");
        var poster = await result.PosterAsync(32, 32);
        poster.Average(level => level).Should().BeInRange(40, 200);
        (poster.Max() - poster.Min()).Should().BeGreaterThan(120, "there are lights and shadows");
        vault.Logs.AssertNoErrorsLogged();
    }
}
