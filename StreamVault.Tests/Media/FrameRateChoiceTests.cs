using StreamVault.Core.Media;

namespace StreamVault.Tests.Media;

public sealed class FrameRateChoiceTests
{
    [Theory]
    // Constant rates are kept.
    [InlineData("24000/1001", "24000/1001", "24000/1001")]
    [InlineData("24/1", "24/1", "24/1")]
    [InlineData("25/1", "25/1", "25/1")]
    [InlineData("30000/1001", "30000/1001", "30000/1001")]
    [InlineData("30/1", "30/1", "30/1")]
    [InlineData("50/1", "50/1", "50/1")]
    [InlineData("60000/1001", "60000/1001", "60000/1001")]
    [InlineData("60/1", "60/1", "60/1")]
    [InlineData("15/1", "15/1", "15/1")]
    [InlineData("25/2", "25/2", "25/2")]
    // Nearly standard means standard; 30 and 29.97 are further apart than that.
    [InlineData("1000000/33333", "1000000/33333", "30/1")]
    [InlineData("2997/100", "2997/100", "30000/1001")]
    [InlineData("90000/3003", "90000/3003", "30000/1001")]
    // A phone that dropped a few frames.
    [InlineData("30/1", "8415/281", "30/1")]
    [InlineData("30000/1001", "21800/727", "30000/1001")]
    [InlineData("30000/1001", "51600/1841", "30000/1001")]
    [InlineData("30000/1001", "3550/251", "30000/1001")]
    // A variable rate, whose "grid" is only the time unit.
    [InlineData("57600/1", "3628800/502589", "30/1")]
    [InlineData("600/1", "24600/1469", "30/1")]
    [InlineData("90000/1", "45/1", "48000/1001")]
    // The average or the grid is meaningless.
    [InlineData("60/1", "1000/1", "60/1")]
    [InlineData("289/12", "30/1", "30/1")]
    [InlineData("0/0", "25/1", "25/1")]
    [InlineData("25/1", "0/0", "25/1")]
    [InlineData("0/0", "0/0", "30/1")]
    // Two fields counted as frames, or one irregular timestamp.
    [InlineData("50/1", "25/1", "25/1")]
    [InlineData("60/1", "30/1", "30/1")]
    // Above 60 fps, the rate is halved; below 5 fps, it is doubled.
    [InlineData("120/1", "120/1", "60/1")]
    [InlineData("240/1", "240/1", "60/1")]
    [InlineData("120000/1001", "120000/1001", "60000/1001")]
    [InlineData("100/1", "100/1", "50/1")]
    [InlineData("90/1", "90/1", "45/1")]
    [InlineData("1/1", "1/1", "8/1")]
    public void Chooses_the_rate_that_shows_every_frame(string grid, string average, string expected) =>
        FrameRateChoice
            .Choose(
                new VideoTrack(0, "h264", 640, 480)
                {
                    GridRate = FrameRate.Parse(grid),
                    AverageRate = FrameRate.Parse(average),
                }
            )
            .ToString()
            .Should()
            .Be(expected);
}
