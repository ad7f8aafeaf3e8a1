using StreamVault.Core.Hls;

namespace StreamVault.Tests.Hls;

public sealed class PeakRateTests
{
    [Fact]
    public void The_peak_is_the_largest_rate_over_about_a_target_duration() =>
        PeakRate.BitsPerSecond(Playlist((4, 1000), (4, 3000), (4, 2000))).Should().Be(6000);

    [Fact]
    public void A_short_expensive_last_segment_counts_only_with_its_neighbor() =>
        PeakRate
            .BitsPerSecond(Playlist((4, 2000), (1, 2000)))
            .Should()
            .Be(6400, "1 s alone is shorter than half a target");

    [Fact]
    public void A_stream_of_one_short_segment_has_its_average() =>
        PeakRate.BitsPerSecond(Playlist((0.3, 300))).Should().Be(8000);

    [Fact]
    public void The_average_is_rounded_up() =>
        PeakRate.AverageBitsPerSecond(Playlist((4, 1000), (4, 3000), (2, 1))).Should().Be(3201);

    [Fact]
    public void The_peak_is_never_below_the_average()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var playlist = Playlist([
                .. Enumerable
                    .Range(0, random.Next(1, 30))
                    .Select(_ => (0.1 + random.NextDouble() * 6, random.NextInt64(1, 3_000_000))),
            ]);

            PeakRate.BitsPerSecond(playlist).Should().BeGreaterThanOrEqualTo(PeakRate.AverageBitsPerSecond(playlist));
        }
    }

    private static MediaPlaylist Playlist(params (double Seconds, long Bytes)[] segments) =>
        new("", "", [.. segments.Select(s => PlaylistTests.Segment("s.ts", s.Seconds, s.Bytes))]);
}
