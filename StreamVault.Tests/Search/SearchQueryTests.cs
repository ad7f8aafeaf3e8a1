using StreamVault.Core.Entities;
using StreamVault.Core.Search;

namespace StreamVault.Tests.Search;

public sealed class SearchQueryTests
{
    [Fact]
    public void Reads_words_phrases_and_exclusions()
    {
        SearchQuery
            .Parse("  Oma \"im Garten\" -Weihnachten -\"New Year\" „Straße 5“ ")
            .Terms.Should()
            .Equal(
                new SearchTerm.Words("oma", false, "Oma", false),
                new SearchTerm.Words("im garten", true, "\"im Garten\"", false),
                new SearchTerm.Words("weihnachten", false, "Weihnachten", true),
                new SearchTerm.Words("new year", true, "\"New Year\"", true),
                new SearchTerm.Words("strasse 5", true, "„Straße 5“", false)
            );
    }

    [Fact]
    public void Reads_conditions()
    {
        SearchQuery
            .Parse("tag:Beach Person:\"Anna Müller\" album:Tapes camera:GoPro place:Zürich -is:private has:subtitles")
            .Terms.Should()
            .Equal(
                new SearchTerm.TagName(TagKind.Tag, "beach", "tag:Beach", false),
                new SearchTerm.TagName(TagKind.Person, "anna muller", "Person:\"Anna Müller\"", false),
                new SearchTerm.InAlbum("tapes", "album:Tapes", false),
                new SearchTerm.InField("camera", "gopro", "camera:GoPro", false),
                new SearchTerm.InField("place", "zurich", "place:Zürich", false),
                new SearchTerm.HasProperty(SearchProperty.Private, "is:private", true),
                new SearchTerm.HasProperty(SearchProperty.Subtitles, "has:subtitles", false)
            );
    }

    [Theory]
    [InlineData("tags:beach", "tag:beach")]
    [InlineData("people:anna", "person:anna")]
    [InlineData("Persons:anna", "person:anna")]
    [InlineData("albums:tapes", "album:tapes")]
    [InlineData("places:zurich", "place:zurich")]
    [InlineData("cameras:gopro", "camera:gopro")]
    public void Reads_the_plural_of_a_key(string search, string singular)
    {
        var term = SearchQuery.Parse(search).Terms.Should().ContainSingle().Subject;

        term.Source.Should().Be(search);
        (term with { Source = singular }).Should().Be(SearchQuery.Parse(singular).Terms.Single());
        SearchFault.In(search).Should().BeNull();
    }

    [Theory]
    [InlineData("year:1998", "1998-01-01", "1999-01-01")]
    [InlineData("year:199X", "1990-01-01", "2000-01-01")]
    [InlineData("year:1998-2003", "1998-01-01", "2004-01-01")]
    [InlineData("year:1998..2003", "1998-01-01", "2004-01-01")]
    [InlineData("year:1998-12", "1998-12-01", "1999-01-01")]
    [InlineData("before:1998", null, "1998-01-01")]
    [InlineData("after:1998-12-24", "1998-12-25", null)]
    public void Reads_dates(string search, string? from, string? until)
    {
        var filmed = SearchQuery
            .Parse(search)
            .Terms.Should()
            .ContainSingle()
            .Which.Should()
            .BeOfType<SearchTerm.DateRange>()
            .Which;

        (filmed.From?.ToString("yyyy-MM-dd", null), filmed.Until?.ToString("yyyy-MM-dd", null))
            .Should()
            .Be((from, until));
    }

    [Theory]
    [InlineData("longer:10", 600)]
    [InlineData("longer:10m", 600)]
    [InlineData("longer:10min", 600)]
    [InlineData("longer:90s", 90)]
    [InlineData("longer:1h30m", 5400)]
    [InlineData("longer:1.5h", 5400)]
    [InlineData("longer:1:30:05", 5405)]
    [InlineData("longer:2:05", 125)]
    public void Reads_durations(string search, double seconds) =>
        SearchQuery.Parse(search).Terms.Should().Equal(new SearchTerm.Duration(true, seconds, search, false));

    [Theory]
    [InlineData("colour:red", "colour red")]
    [InlineData("year:someday", "year someday")]
    [InlineData("is:blue", "is blue")]
    [InlineData("e-mail", "e mail")]
    [InlineData("12:30", "12 30")]
    [InlineData("C'est", "cest")]
    [InlineData("旅行", "旅 行")]
    public void Reads_everything_else_as_words(string search, string folded) =>
        SearchQuery.Parse(search).Terms.Should().Equal(new SearchTerm.Words(folded, false, search, false));

    [Theory]
    [InlineData(null)]
    [InlineData("   ")]
    [InlineData("tag:")]
    [InlineData("-tag:")]
    [InlineData("tag:\"")]
    [InlineData("tag:\"\"")]
    [InlineData("tag:-")]
    [InlineData("person: album: place: camera:")]
    [InlineData("year:")]
    [InlineData("year:…")]
    [InlineData("before: after:")]
    [InlineData("longer: shorter:")]
    [InlineData("is: -has:")]
    [InlineData("\"")]
    [InlineData("\"\"")]
    public void Has_no_conditions_without_words(string? search) => SearchQuery.Parse(search).Terms.Should().BeEmpty();

    [Theory]
    [InlineData("-")]
    [InlineData("--")]
    [InlineData("\"open")]
    [InlineData("tag:\"open")]
    [InlineData("-tag:\"")]
    [InlineData("* OR NOT ( ) ^ { } : \" '")]
    [InlineData("NEAR(a b)")]
    [InlineData("\0\uD800")]
    public void Reads_any_text(string search) => SearchQuery.Parse(search).Terms.Count.Should().BeInRange(0, 20);

    [Fact]
    public void Cuts_long_words_and_long_lists()
    {
        var terms = SearchQuery
            .Parse(new string('a', 5_000) + string.Concat(Enumerable.Range(0, 500).Select(n => $" w{n}")))
            .Terms;

        terms.Should().HaveCount(SearchQuery.MaxTerms);
        ((SearchTerm.Words)terms[0]).Folded.Should().HaveLength(100);
    }
}
