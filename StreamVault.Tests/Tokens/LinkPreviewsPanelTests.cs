using Bunit;
using StreamVault.Core.Tokens;
using StreamVault.Tests.Components;
using StreamVault.Web.Tokens;

namespace StreamVault.Tests.Tokens;

public sealed class LinkPreviewsPanelTests : PageFixture
{
    [Fact]
    public async Task The_choice_is_saved_immediately_and_shown_everywhere()
    {
        var panel = Render<LinkPreviewsPanel>();
        var elsewhere = Render<LinkPreviewsPanel>();
        panel.Find("input").HasAttribute("checked").Should().BeTrue("previews are on by default");

        panel.Find("input").Change(false);

        panel.Find("[role=status]").TextContent.Should().StartWith("Saved.");
        (await Get<LinkPreviews>().AreEnabledAsync(Ct)).Should().BeFalse();
        await ShowsAsync(elsewhere, () => !elsewhere.Find("input").HasAttribute("checked"));
    }
}
