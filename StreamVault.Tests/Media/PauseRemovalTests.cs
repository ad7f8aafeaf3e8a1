using StreamVault.Core.Media;

namespace StreamVault.Tests.Media;

public sealed class PauseRemovalTests
{
    [Fact]
    public void A_file_without_long_pauses_is_not_changed()
    {
        var stretches = new TimestampSpans();
        foreach (var at in (double[])[0, 0.04, 400, 0.08, 900, 1400])
        {
            stretches.Add(at);
        }

        stretches.Found.Should().Equal(new TimestampSpan(0, 1400, 6));
        PauseRemoval.Filters(stretches.Found).Should().BeNull();
    }

    [Fact]
    public void Outliers_are_dropped_and_pauses_removed()
    {
        var filters = PauseRemoval.Filters([new(0, 60, 2000), new(20_000, 20_000.04, 4), new(46_800, 46_900, 3000)]);

        filters
            .Should()
            .StartWith(
                "noise=amount=0:drop='not(between((if(isnan(pts)+eq(pts,nopts),dts,pts)*tb),-1000000000,10030)+between((if(isnan(pts)+eq(pts,nopts),dts,pts)*tb),33400.02,1000000000))',setts=pts='PTS-"
            )
            .And.Contain("if(gte((PTS*TB),33400.02),46739.96,");
    }

    [Fact]
    public void A_frame_every_15_minutes_is_not_an_outlier()
    {
        var stretches = new TimestampSpans();
        for (var i = 0; i < 50; i++)
        {
            stretches.Add(i * 900.0);
        }

        PauseRemoval.Filters(stretches.Found)!.Split("between").Should().HaveCount(51);
    }
}
