using System.Text.Json;
using StreamVault.Core.Text;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Text;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("…")]
    [InlineData("🎂")]
    [InlineData("한")]
    [InlineData("\u200Bé")]
    [InlineData("e\u0301")]
    [InlineData("\u2801")]
    public void Finds_a_visible_character(string text) => VisibleText.IsIn(text).Should().BeTrue();

    [Fact]
    public void Finds_none_in_a_text_that_looks_empty()
    {
        foreach (var text in InvisibleTexts.All.Append(null).Append(""))
        {
            VisibleText.IsIn(text).Should().BeFalse("of {0}", JsonSerializer.Serialize(text));
        }
    }
}
