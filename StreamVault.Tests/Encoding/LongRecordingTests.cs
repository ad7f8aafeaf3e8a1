using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding;

/// <summary>Long recordings of real phones and cameras: planned as a whole, and encoded at their start.</summary>
[Trait(Tier.Name, Tier.Media)]
public sealed class LongRecordingTests
{
    // A recording that is cut without being encoded ends between reordered frames.
    private const uint CutFrames = 6;

    /// <summary>As in <see cref="SharedMediaTests.Playable"/>.</summary>
    public static TheoryData<string, int, int, int, double, double, bool> LongRecordings =>
        new()
        {
            { "sam2_02_cups.mp4", 1280, 720, 2, 29.97, 10.01, true },
            { "Jellyfish_1080_10s_1MB.mkv", 1920, 1080, 3, 30, 10, false },
            { "gopro_hero7.mp4", 848, 480, 1, 29.97, 11.745, true },
            { "phone_soccer_37s.mp4", 854, 480, 1, 30, 37.533, true },
        };

    [SharedMediaTheory]
    [MemberData(nameof(LongRecordings))]
    public async Task Is_planned_as_a_whole_and_its_start_becomes_ready(
        string name,
        int width,
        int height,
        int qualities,
        double rate,
        double seconds,
        bool hasAudio
    )
    {
        await using (var planning = await EncodingVault.OpenAsync())
        {
            var plan = await planning.PlanAsync(SharedMedia.Clip(name));
            plan.Chunks.TotalFrames.Should().BeCloseTo((int)Math.Round(seconds * rate), 2);
            (plan.Audio is not null).Should().Be(hasAudio);
        }

        await using var vault = await EncodingVault.OpenAsync();

        var result = await vault.EncodeAsync(await SharedMedia.StartAsync(name));

        await result.AssertWholeAsync(width, height, qualities, rate, SharedMedia.StartSeconds, hasAudio, CutFrames);
        vault.Logs.AssertNoErrorsLogged();
    }
}
