using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Media;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding.Chunks;

public sealed class VideoEncoderArgumentsTests
{
    [Theory]
    [InlineData(EncodingProfile.Capped, "-preset medium", "-crf 21 -maxrate 4000k -bufsize 4000k")]
    [InlineData(EncodingProfile.AverageBitrate, "-preset medium", "-b:v 4000k -maxrate 4000k -bufsize 8000k")]
    [InlineData(EncodingProfile.Archive, "-preset slow", "-crf 18 -maxrate 4000k -bufsize 4000k")]
    [InlineData(EncodingProfile.Keep, "-preset medium", "-crf 21 -maxrate 4000k -bufsize 4000k")]
    public void A_profile_decides_how_bits_are_spent(EncodingProfile profile, string effort, string rate) =>
        Line(VideoEncoder.X264, profile).Should().Contain(effort).And.EndWith(rate);

    [Theory]
    [InlineData(EncodingPreset.Superfast)]
    [InlineData(EncodingPreset.Veryslow)]
    public void A_preset_overrides_that_of_the_profile(EncodingPreset preset) =>
        Line(VideoEncoder.X264, EncodingProfile.Archive, preset)
            .Should()
            .Contain($"-preset {preset.ToString().ToLowerInvariant()} ");

    [Theory]
    [InlineData(VideoEncoder.Nvenc)]
    [InlineData(VideoEncoder.Qsv)]
    [InlineData(VideoEncoder.Vaapi)]
    [InlineData(VideoEncoder.VideoToolbox)]
    public void Every_hardware_encoder_puts_key_frames_where_segments_begin_and_keeps_the_ceiling(VideoEncoder encoder)
    {
        foreach (var profile in Enum.GetValues<EncodingProfile>())
        {
            Line(encoder, profile)
                .Should()
                .Contain("-force_key_frames expr:eq(mod(n,120),0)")
                .And.Contain("-maxrate 4000k")
                .And.Contain("-profile:v high");
        }
    }

    [Trait(Tier.Name, Tier.Media)]
    [Theory]
    [InlineData("Capped", "")]
    [InlineData("AverageBitrate", "")]
    [InlineData("Archive", "")]
    [InlineData("Keep", "")]
    [InlineData("Capped", "Veryfast")]
    public async Task Every_profile_and_preset_makes_a_video_that_plays(string profile, string preset)
    {
        await using var vault = await EncodingVault.OpenAsync(
            ("Encoding:Profile", profile),
            ("Encoding:Preset", preset)
        );

        var video = await vault.EncodeAsync(await Clips.SmallAsync());

        (await video.DecodeAsync()).Frames.Should().Be(50);
    }

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_4K_source_gets_2160p_if_enabled()
    {
        await using var vault = await EncodingVault.OpenAsync(("Encoding:UltraHd", "true"));

        var video = await vault.EncodeAsync(await Clips.MakeAsync(new Clip(3840, 2160, Seconds: 0.2, Sound: false)));

        video.Video.Qualities.Should().Equal("2160p", "1080p", "720p", "480p");
        (await video.DecodeAsync("2160p")).Width.Should().Be(3840);
    }

    private static string Line(VideoEncoder encoder, EncodingProfile profile, EncodingPreset? preset = null) =>
        string.Join(
            ' ',
            VideoEncoderArguments.For(
                encoder,
                profile,
                preset,
                4000,
                new KeyFrames(120, new FrameRate(30, 1)),
                4,
                OutputColors.Standard
            )
        );
}
