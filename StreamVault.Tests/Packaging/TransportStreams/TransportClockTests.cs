using StreamVault.Core.Packaging.TransportStreams;

namespace StreamVault.Tests.Packaging.TransportStreams;

public sealed class TransportClockTests
{
    private const long Wrap = 1L << 33;

    [Theory]
    [InlineData(0, 3600, 3600)]
    [InlineData(3600, 0, -3600)]
    [InlineData(Wrap - 100, 3500, 3600)]
    [InlineData(3500, Wrap - 100, -3600)]
    public void A_step_across_the_wraparound_has_its_real_length(long from, long to, long step) =>
        TransportClock.Step(from, to).Should().Be(step);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(180_000, 180_000)]
    [InlineData(Wrap - 1, Wrap - 1)]
    [InlineData(Wrap + 3600, 3600)]
    public void A_timestamp_is_read_as_written_and_wraps_around_after_26_hours(long written, long read)
    {
        var stamp = new byte[TransportClock.StampBytes];

        TransportClock.Write(stamp, 2, written);

        TransportClock.Read(stamp).Should().Be(read);
        (stamp[0] >> 4).Should().Be(2);
    }

    [Fact]
    public void Times_are_rounded_to_the_nearest_tick() =>
        TransportClock.TicksOf(TimeSpan.FromTicks(417_083)).Should().Be(3754, "a 23.976th of a second is 3753.75");
}
