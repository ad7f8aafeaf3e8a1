using System.Globalization;
using StreamVault.Core.Recording;

namespace StreamVault.Tests.Recording;

public sealed class EdtfDateTests
{
    [Theory]
    [InlineData("1998-12-24", "1998-12-24", "1998-12-24", DatePrecision.Day, false)]
    [InlineData("1998-12", "1998-12-01", "1998-12-31", DatePrecision.Month, false)]
    [InlineData("1998-21", "1998-03-01", "1998-05-31", DatePrecision.Season, false)]
    [InlineData("1998-24", "1998-12-01", "1999-02-28", DatePrecision.Season, false)]
    [InlineData("1998", "1998-01-01", "1998-12-31", DatePrecision.Year, false)]
    [InlineData("199X", "1990-01-01", "1999-12-31", DatePrecision.Decade, false)]
    [InlineData("19XX", "1900-01-01", "1999-12-31", DatePrecision.Century, false)]
    [InlineData("1998~", "1998-01-01", "1998-12-31", DatePrecision.Year, true)]
    [InlineData("1998-07?", "1998-07-01", "1998-07-31", DatePrecision.Month, true)]
    [InlineData("../1998", null, "1998-12-31", DatePrecision.Interval, false)]
    [InlineData("1998-06/..", "1998-06-01", null, DatePrecision.Interval, false)]
    [InlineData("1998/2001", "1998-01-01", "2001-12-31", DatePrecision.Interval, false)]
    public void Reads_dates(string text, string? earliest, string? latest, DatePrecision precision, bool approximate)
    {
        var date = EdtfDate.Parse(text, null);

        (date.Text, Day(date.Earliest), Day(date.Latest), date.Precision, date.IsApproximate)
            .Should()
            .Be((text, earliest, latest, precision, approximate));
    }

    [Theory]
    [InlineData("")]
    [InlineData("24.12.1998")]
    [InlineData("1998-13")]
    [InlineData("1998-02-30")]
    [InlineData("1998-21-01")]
    [InlineData("1998-25")]
    [InlineData("98")]
    [InlineData("1700")]
    [InlineData("../..")]
    [InlineData("2001/1998")]
    [InlineData("1998/")]
    [InlineData("1998/2001/2002")]
    [InlineData("1998-12-24T20:00")]
    [InlineData("１９９８")]
    public void Rejects_other_texts(string text) => EdtfDate.TryParse(text, null, out _).Should().BeFalse();

    [Fact]
    public void A_less_exact_date_sorts_before_the_exact_dates_of_the_period()
    {
        string[] sorted = ["199X", "1998", "1998-21", "1998-03", "1998-03-07", "1998-04"];

        var numbers = sorted.Select(text => TimelineGroup.Of(EdtfDate.Parse(text, null)).Number);

        numbers.Should().BeInAscendingOrder();
        numbers.Select(TimelineGroup.FromNumber).Select(group => group.Number).Should().Equal(numbers);
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
