using Bunit;
using Microsoft.AspNetCore.Components;
using StreamVault.Tests.Components;
using StreamVault.Web.Accounts;

namespace StreamVault.Tests.Accounts;

public sealed class SignedOutTests : PageFixture
{
    [Fact]
    public void Signing_in_returns_to_the_page_that_was_open()
    {
        Get<NavigationManager>().NavigateTo("videos/1?t=2");

        var page = Render<SignedOut>();

        page.Find("a").GetAttribute("href").Should().Be("./sign-in?returnUrl=%2Fvideos%2F1%3Ft%3D2");
    }
}
