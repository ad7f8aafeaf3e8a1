using StreamVault.Core.Search;
using StreamVault.Web.Library;

namespace StreamVault.Tests.Library;

public sealed class TitleMarksTests
{
    [Theory]
    [InlineData("Christmas at home", "home", "Christmas at [home]")]
    [InlineData("Christmas at home", "HOME chris", "[Chris]tmas at [home]")]
    [InlineData("ÜBUNG übung", "übung", "[ÜBUNG] [übung]")]
    [InlineData("Die Straße", "strasse", "Die [Straße]")]
    [InlineData("Die Straße", "stras", "Die [Straß]e")]
    [InlineData("Café u\u0308ber", "cafe uber", "[Café] [u\u0308ber]")]
    [InlineData("Oma’s garden", "omas", "[Oma’s] garden")]
    [InlineData("京都旅行", "旅行", "京都[旅行]")]
    [InlineData("banana", "ana nan", "b[anana]")]
    [InlineData("🎂 cake", "cake", "🎂 [cake]")]
    [InlineData("nothing here", "", "nothing here")]
    [InlineData("nothing here", "else", "nothing here")]
    public void Every_word_of_the_search_is_marked(string title, string search, string marked)
    {
        var words = SearchQuery.Parse(search).Terms.OfType<SearchTerm.Words>().Select(word => word.Folded);

        var pieces = TitleMarks.Split(title, [.. words]);

        string.Concat(pieces.Select(piece => piece.Marked ? $"[{piece.Text}]" : piece.Text)).Should().Be(marked);
        string.Concat(pieces.Select(piece => piece.Text)).Should().Be(title);
    }
}
