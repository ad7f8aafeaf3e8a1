using Bunit;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Tests.Components;

public sealed class LinkedTextTests : BunitContext
{
    [Theory]
    [InlineData("See https://example.com/a?b=1&c=2.", "https://example.com/a?b=1&c=2")]
    [InlineData("(http://example.com/a), and more", "http://example.com/a")]
    [InlineData("HTTPS://EXAMPLE.COM/A", "HTTPS://EXAMPLE.COM/A")]
    public void A_web_address_is_a_link_that_reveals_nothing(string text, string address)
    {
        var linked = RenderText(text);

        var link = linked.Find("a");
        link.GetAttribute("href").Should().Be(address);
        link.GetAttribute("rel").Should().Be("noopener noreferrer");
        linked.Nodes.Select(node => node.TextContent).Should().Equal(TextAround(text, address));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("ftp://example.com/a")]
    [InlineData("https://")]
    [InlineData("<a href=\"javascript:alert(1)\">http</a>")]
    public void Anything_else_stays_text(string text)
    {
        var linked = RenderText(text);

        linked.FindAll("a").Should().BeEmpty();
        string.Concat(linked.Nodes.Select(node => node.TextContent)).Should().Be(text);
    }

    private IRenderedComponent<LinkedText> RenderText(string text) => Render<LinkedText>(l => l.Add(p => p.Text, text));

    private static IEnumerable<string> TextAround(string text, string address) =>
        new[]
        {
            text[..text.IndexOf(address, StringComparison.Ordinal)],
            address,
            text[(text.IndexOf(address, StringComparison.Ordinal) + address.Length)..],
        }.Where(part => part.Length > 0);
}
