using Bunit;
using StreamVault.Tests.Components;
using StreamVault.Web.Settings;

namespace StreamVault.Tests.Settings;

public sealed class PlacesSettingTests : PageFixture
{
    [Fact]
    public void Says_that_a_kept_original_contains_its_place()
    {
        var text = Render<PlacesSetting>().Markup;

        text.Should()
            .Contain("Shared links and downloads of prepared videos never contain it")
            .And.Contain("An original that you keep and download still contains its place");
    }
}
