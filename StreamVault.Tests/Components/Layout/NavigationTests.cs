using Bunit;
using StreamVault.Web.Components.Layout;

namespace StreamVault.Tests.Components.Layout;

public sealed class NavigationTests : PageFixture
{
    private static readonly string[] Pages =
    [
        "Library",
        "Albums",
        "People",
        "Tags",
        "Places",
        "Similar videos",
        "History",
        "Activity",
        "Links",
        "Storage",
        "Trash",
        "Settings",
    ];

    [Fact]
    public void The_sidebar_links_to_every_page() =>
        Render<SideNav>().FindAll("a").Select(link => link.TextContent.Trim()).Should().Equal(Pages);

    [Fact]
    public void The_bar_of_phones_and_its_menu_link_to_every_page() =>
        Render<PhoneBar>().FindAll("a").Select(link => link.TextContent.Trim()).Should().BeEquivalentTo(Pages);
}
