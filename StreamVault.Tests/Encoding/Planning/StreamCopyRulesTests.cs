using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Media;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding.Planning;

/// <summary>What FFprobe's report says about a source decides whether it may be stream-copied.</summary>
public sealed class StreamCopyRulesTests
{
    [Fact]
    public void Accepts_a_suitable_source() => RefusalOf("suitable", 9_000).Should().BeNull();

    [Theory]
    [InlineData("hevc", 6_503, "not every player supports its codec (hevc)")]
    [InlineData("deep", 4_562, "not every screen can show its colors")]
    [InlineData("rich", 4_904, "not every screen can show its colors")]
    [InlineData("fields", 6_149, "it is interlaced")]
    [InlineData("oblong", 4_833, "its pixels are not square")]
    [InlineData("odd", 56_898, "it is 860×484 and the best quality is 852×480")]
    [InlineData("heavy", 1_381_828, "its bitrate is above the 1,000 kbit/s of 480p")]
    [InlineData("rotated", 9_000, "it is rotated or mirrored")]
    public void Rejects_a_source_that_is_unsuitable_for_some_players(string name, long bytes, string reason) =>
        RefusalOf(name, bytes).Should().Be(reason);

    [Trait(Tier.Name, Tier.Media)]
    [Fact]
    public async Task A_recorded_report_matches_what_FFprobe_says()
    {
        await using var vault = await EncodingVault.OpenAsync();
        const string interlaced =
            "libx264 -preset ultrafast -bf 3 -sc_threshold 0 -flags +ildct+ilme -top 1 -pix_fmt yuv420p";
        var clip = await NumberedFrames.MakeAsync("recorded-fields.mp4", 80, codec: interlaced);

        var outcome = await vault.Get<SourceProbe>().ProbeAsync(clip, CancellationToken.None);

        var media = outcome.Should().BeOfType<ProbeOutcome.Playable>().Which.Media;
        var recorded = RecordedReports.Read("fields");
        media.Video.Should().BeEquivalentTo(recorded.Video);
        (media.Duration, media.Container, media.LengthsAreIndexed)
            .Should()
            .Be((recorded.Duration, recorded.Container, recorded.LengthsAreIndexed));
        new FileInfo(clip).Length.Should().BeCloseTo(6_149, 500);
    }

    private static string? RefusalOf(string name, long bytes)
    {
        var media = RecordedReports.Read(name);
        return StreamCopyRules.Refusal(Plans.Of(media.Video, media.Duration!.Value.TotalSeconds), bytes);
    }
}
