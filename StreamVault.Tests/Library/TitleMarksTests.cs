using StreamVault.Web.Library;

namespace StreamVault.Tests.Library;

public sealed class TitleMarksTests
{
    [Theory]
    [InlineData("Christmas at home", "home", "Christmas at [home]")]
    [InlineData("Christmas at home", "HOME chris", "[Chris]tmas at [home]")]
    [InlineData("ÜBUNG übung", "übung", "[ÜBUNG] [übung]")]
    [InlineData("banana", "ana nan", "b[anana]")]
    [InlineData("🎂 cake", "🎂", "[🎂] cake")]
    [InlineData("nothing here", "", "nothing here")]
    [InlineData("nothing here", "else", "nothing here")]
    public void Every_word_of_the_search_is_marked(string title, string search, string marked)
    {
        var pieces = TitleMarks.Split(title, search);

        string.Concat(pieces.Select(piece => piece.Marked ? $"[{piece.Text}]" : piece.Text)).Should().Be(marked);
        string.Concat(pieces.Select(piece => piece.Text)).Should().Be(title);
    }
}
