using StreamVault.Core.Recording;

namespace StreamVault.Tests.Recording;

public sealed class WrittenDateTests
{
    [Theory]
    [InlineData("1998-12-24", "1998-12-24", "24 December 1998")]
    [InlineData("24.12.1998", "1998-12-24", "24 December 1998")]
    [InlineData("24/12/1998", "1998-12-24", "24 December 1998")]
    [InlineData("12/24/1998", "1998-12-24", "24 December 1998")]
    [InlineData("3/4/1998", "1998-04-03", "3 April 1998")]
    [InlineData("24 Dec 1998", "1998-12-24", "24 December 1998")]
    [InlineData("24th december 1998", "1998-12-24", "24 December 1998")]
    [InlineData("December 24, 1998", "1998-12-24", "24 December 1998")]
    [InlineData("12/1998", "1998-12", "December 1998")]
    [InlineData("12.1998", "1998-12", "December 1998")]
    [InlineData("Sept. 1998", "1998-09", "September 1998")]
    [InlineData("1998 May", "1998-05", "May 1998")]
    [InlineData("summer 1998", "1998-22", "Summer 1998")]
    [InlineData("fall of 1998", "1998-23", "Autumn 1998")]
    [InlineData("1998 Winter", "1998-24", "Winter 1998")]
    [InlineData(" 1998 ", "1998", "1998")]
    [InlineData("1990s", "199X", "1990s")]
    [InlineData("the 1990’s", "199X", "1990s")]
    [InlineData("90s", "199X", "1990s")]
    [InlineData("199x", "199X", "1990s")]
    [InlineData("20th century", "19XX", "20th century")]
    [InlineData("about 1985", "1985~", "About 1985")]
    [InlineData("ca. 1985", "1985~", "About 1985")]
    [InlineData("~1985", "1985~", "About 1985")]
    [InlineData("around summer 1985", "1985-22~", "About summer 1985")]
    [InlineData("about the 1980s", "198X~", "About the 1980s")]
    [InlineData("1985?", "1985?", "About 1985")]
    [InlineData("before 1999", "../1998", "Before 1999")]
    [InlineData("until 1998", "../1998", "Before 1999")]
    [InlineData("before March 1999", "../1999-02", "Before March 1999")]
    [InlineData("before spring 1999", "../1998-24", "Before spring 1999")]
    [InlineData("before 1 January 1999", "../1998-12-31", "Before 1 January 1999")]
    [InlineData("before the 1990s", "../198X", "Before the 1990s")]
    [InlineData("after 1997", "1998/..", "After 1997")]
    [InlineData("since 1998", "1998/..", "After 1997")]
    [InlineData("between 1998 and 2001", "1998/2001", "1998 to 2001")]
    [InlineData("from May 1998 to June 1998", "1998-05/1998-06", "May 1998 to June 1998")]
    [InlineData("1998-2001", "1998/2001", "1998 to 2001")]
    [InlineData("1998 – 2001", "1998/2001", "1998 to 2001")]
    [InlineData("summer 1998 to winter 1998", "1998-22/1998-24", "Summer 1998 to winter 1998")]
    public void Reads_dates_as_people_write_them(string text, string edtf, string shown)
    {
        var date = WrittenDate.Read(text);

        date?.Text.Should().Be(edtf);
        DateText.Of(date!).Should().Be(shown);
        WrittenDate.Read(shown)!.Earliest.Should().Be(date!.Earliest);
    }

    [Theory]
    [InlineData("Christmas 1998", "1998-12-25")]
    [InlineData("1998 Xmas", "1998-12-25")]
    [InlineData("Christmas Day, 1998", "1998-12-25")]
    [InlineData("Christmas Eve 1985", "1985-12-24")]
    [InlineData("Boxing Day 1985", "1985-12-26")]
    [InlineData("New Year's Eve 1999", "1999-12-31")]
    [InlineData("New Year’s Eve of 1999", "1999-12-31")]
    [InlineData("new years day 2000", "2000-01-01")]
    [InlineData("Halloween 2004", "2004-10-31")]
    [InlineData("Weihnachten 1998", "1998-12-25")]
    [InlineData("2. Weihnachtsfeiertag 1998", "1998-12-26")]
    [InlineData("Heiligabend 1998", "1998-12-24")]
    [InlineData("Silvester 1999", "1999-12-31")]
    [InlineData("Heilige Drei Könige 1999", "1999-01-06")]
    [InlineData("Easter 2001", "2001-04-15")]
    [InlineData("the Easter of 2001", "2001-04-15")]
    [InlineData("Good Friday 2001", "2001-04-13")]
    [InlineData("Easter Monday 2001", "2001-04-16")]
    [InlineData("Ostern 1998", "1998-04-12")]
    [InlineData("Pfingsten 2001", "2001-06-03")]
    [InlineData("Christi Himmelfahrt 2001", "2001-05-24")]
    [InlineData("about Easter 2001", "2001-04-15~")]
    [InlineData("before Christmas 1998", "../1998-12-24")]
    [InlineData("Christmas 1998 to New Year's Eve 1998", "1998-12-25/1998-12-31")]
    public void Reads_holidays_as_their_day(string text, string edtf) => WrittenDate.Read(text)?.Text.Should().Be(edtf);

    // https://www.census.gov/data/software/x13as/genhol/easter-dates.html
    [Theory]
    [InlineData(1818, 3, 22)]
    [InlineData(1943, 4, 25)]
    [InlineData(1954, 4, 18)]
    [InlineData(1981, 4, 19)]
    [InlineData(2000, 4, 23)]
    [InlineData(2008, 3, 23)]
    [InlineData(2024, 3, 31)]
    [InlineData(2038, 4, 25)]
    [InlineData(2049, 4, 18)]
    [InlineData(2076, 4, 19)]
    public void Easter_is_computed(int year, int month, int day) =>
        WrittenDate.Read($"Easter {year}")?.Earliest.Should().Be(new DateOnly(year, month, day));

    [Theory]
    [InlineData("")]
    [InlineData("Christmas")]
    [InlineData("Thanksgiving 1998")]
    [InlineData("Mother's Day 1998")]
    [InlineData("mid 1990s")]
    [InlineData("early 1990s")]
    [InlineData("Christmas 98")]
    [InlineData("31 February 1998")]
    [InlineData("13/13/1998")]
    [InlineData("2001 to 1998")]
    [InlineData("about")]
    [InlineData("before")]
    [InlineData("before before 1998")]
    [InlineData("about about 1998")]
    [InlineData("1998 1999")]
    [InlineData("1200")]
    [InlineData("24 12 1998")]
    public void Does_not_guess(string text) => WrittenDate.Read(text).Should().BeNull();
}
