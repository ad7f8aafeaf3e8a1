using StreamVault.Core.Hls;
using StreamVault.Core.Media;

namespace StreamVault.Tests.Media;

public sealed class RenditionNamesTests
{
    [Fact]
    public void A_track_is_named_by_its_title_language_or_number() =>
        RenditionNames
            .Of([("Director's cut", "eng"), (null, "ger"), ("  ", "xx"), (null, null)], RenditionKind.Audio)
            .Should()
            .Equal("Director's cut", "Deutsch", "Audio 3", "Audio 4");

    [Fact]
    public void Names_are_unique() =>
        RenditionNames
            .Of([(null, "eng"), (null, "eng"), ("English", null)], RenditionKind.Subtitles)
            .Should()
            .OnlyHaveUniqueItems()
            .And.StartWith("English");

    [Fact]
    public void A_title_cannot_break_the_playlist()
    {
        var name = RenditionNames.Of([("a\"\r\n#EXT-X-ENDLIST\u2028" + new string('x', 999), null)], default).Single();

        name.Should().StartWith("a#EXT-X-ENDLISTx").And.NotContainAny("\"", "\r", "\n", "\u2028");
        name.Length.Should().BeLessThan(100);
    }

    [Theory]
    [InlineData("eng", "en")]
    [InlineData("GER", "de")]
    [InlineData("pt-BR", "pt-br")]
    [InlineData("gsw", "gsw")]
    [InlineData("und", null)]
    [InlineData("", null)]
    [InlineData("a\"b", null)]
    [InlineData("english", null)]
    [InlineData(null, null)]
    public void Languages_are_written_as_players_expect(string? tag, string? language) =>
        RenditionNames.Language(tag).Should().Be(language);
}
