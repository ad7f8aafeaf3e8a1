using StreamVault.Web.Text;

namespace StreamVault.Tests.Marks;

public sealed class ClockTimeTests
{
    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(83.25, "1:23.2")]
    [InlineData(3_723, "1:02:03")]
    [InlineData(59.99, "0:59.9")]
    public void Times_are_written_to_the_tenth_of_a_second(double seconds, string text) =>
        ClockTime.Write(seconds).Should().Be(text);

    [Theory]
    [InlineData("83", 83.0)]
    [InlineData("1:23", 83.0)]
    [InlineData(" 1:02:03,5 ", 3_723.5)]
    [InlineData("90:00", 5_400.0)]
    [InlineData("", null)]
    [InlineData("1:2:3:4", null)]
    [InlineData("-1", null)]
    [InlineData("cake", null)]
    public void Times_are_read_as_people_write_them(string text, double? seconds) =>
        ClockTime.Parse(text).Should().Be(seconds);
}
