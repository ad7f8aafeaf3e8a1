using Microsoft.Extensions.Time.Testing;
using StreamVault.Web.Text;

namespace StreamVault.Tests.Text;

public sealed class ReadableTests
{
    [Theory]
    [InlineData(0.4, "0:00")]
    [InlineData(7.4, "0:07")]
    [InlineData(59.6, "1:00")]
    [InlineData(754, "12:34")]
    [InlineData(3723, "1:02:03")]
    [InlineData(90_061, "25:01:01")]
    public void A_length_reads_as_on_a_clock(double seconds, string words) =>
        Readable.Length(seconds).Should().Be(words);

    [Theory]
    [InlineData(0, "0 %")]
    [InlineData(0.29, "29 %")]
    [InlineData(0.999, "99 %")]
    [InlineData(1, "100 %")]
    [InlineData(1.2, "100 %")]
    public void A_hundred_percent_means_done(double fraction, string words) =>
        Readable.Percent(fraction).Should().Be(words);

    [Theory]
    [InlineData(20, "less than a minute left")]
    [InlineData(240, "4 min left")]
    [InlineData(7500, "2 h 5 min left")]
    public void Time_left_is_rounded_to_a_useful_precision(int seconds, string words) =>
        Readable.TimeLeft(TimeSpan.FromSeconds(seconds)).Should().Be(words);

    [Theory]
    [InlineData(1, "just now")]
    [InlineData(61, "1 min ago")]
    [InlineData(7_300, "2 h ago")]
    [InlineData(90_000, "1 day ago")]
    [InlineData(300_000, "3 days ago")]
    [InlineData(864_000, "21 Jun 2026")]
    public void Past_times_are_relative_to_now(int seconds, string words)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));

        Readable.Ago(clock.GetUtcNow().AddSeconds(-seconds), clock).Should().Be(words);
    }

    [Fact]
    public void A_date_is_the_servers_own()
    {
        var clock = new FakeTimeProvider();
        clock.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(10), "east", "east"));

        var words = Readable.Date(new DateTimeOffset(2026, 12, 24, 20, 0, 0, TimeSpan.Zero), clock);

        words.Should().Be("25 Dec 2026");
    }
}
