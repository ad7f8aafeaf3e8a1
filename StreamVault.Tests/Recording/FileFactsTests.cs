using StreamVault.Core.Recording;

namespace StreamVault.Tests.Recording;

public sealed class FileFactsTests
{
    [Fact]
    public void Malicious_tags_are_shortened_and_stripped_of_control_characters()
    {
        var tags = Enumerable
            .Range(0, 500)
            .Select(at => KeyValuePair.Create($"tag{at}", new string('x', 100_000)))
            .Prepend(KeyValuePair.Create("title", "a\u0000b\u202Egnp.exe\n<b>\uD83D\uDC4B</b>"));

        var facts = FileFacts.Read(tags, [], Enumerable.Repeat(new FileChapter(1, 2, new string('y', 9_000)), 900));

        facts.Tags.Should().HaveCount(40).And.OnlyContain(tag => tag.Value.Length <= 300);
        facts.Tags[0].Value.Should().Be("a bgnp.exe <b>\uD83D\uDC4B</b>");
        facts.Chapters.Should().HaveCount(200).And.OnlyContain(chapter => chapter.Title.Length == 120);
    }

    [Theory]
    [InlineData("+47.3769+008.5417+408.000/", 47.3769, 8.5417, 408d)]
    [InlineData("-33.8568+151.2153/", -33.8568, 151.2153, null)]
    [InlineData("+37.7749-122.4194", 37.7749, -122.4194, null)]
    public void Parses_a_place_in_ISO_6709(string text, double latitude, double longitude, double? altitude) =>
        Place.Parse(text).Should().Be(new Place(latitude, longitude, altitude));

    [Theory]
    [InlineData("+00.0000+000.0000/")]
    [InlineData("+97.0000+008.5417/")]
    [InlineData("Zurich")]
    [InlineData("")]
    public void Rejects_an_invalid_place(string text) => Place.Parse(text).Should().BeNull();

    [Fact]
    public void No_other_tag_reveals_the_place()
    {
        var facts = FileFacts.Read(
            [
                KeyValuePair.Create("location", "+47.3769+008.5417/"),
                KeyValuePair.Create("com.maker.GPSLatitude", "47.3769"),
                KeyValuePair.Create("comment", "+47.3769+008.5417/"),
                KeyValuePair.Create("artist", "Grandfather"),
            ],
            [],
            []
        );

        facts.Place.Should().NotBeNull();
        facts.Tags.Should().Equal(new FileTag("artist", "Grandfather"));
    }
}
