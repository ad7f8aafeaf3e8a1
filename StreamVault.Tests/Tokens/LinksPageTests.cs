using Bunit;
using StreamVault.Core.Library;
using StreamVault.Core.Tokens;
using StreamVault.Tests.Components;
using StreamVault.Web.Tokens;

namespace StreamVault.Tests.Tokens;

public sealed class LinksPageTests : PageFixture
{
    [Fact]
    public async Task The_newest_use_comes_first_and_what_stands_out_is_counted()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        var tokens = Get<AccessTokens>();
        var used = await tokens.CreateAsync(video.Id, "TV", null, Ct);
        await tokens.CreateAsync(video.Id, "Guest", null, Ct);
        await tokens.CreateAsync(video.Id, "Over", Clock.GetUtcNow(), Ct);
        tokens.MarkUsed(used!);

        var page = Render<LinksPage>();

        page.FindAll(".link .who p:not(.when)").Select(label => label.TextContent).First().Should().Be("TV");
        page.Find(".page-head p").TextContent.Should().Be("3 links, 1 never used, 1 expired");
        page.FindAll(".link.used, .link.unused, .link.expired").Should().HaveCount(3);
    }

    [Fact]
    public async Task A_link_made_elsewhere_appears_by_itself()
    {
        var video = await AddVideoAsync("Beach", VideoStatus.Ready);
        var page = Render<LinksPage>();
        page.Find(".empty h2").TextContent.Should().Be("No links yet");

        await Get<AccessTokens>().CreateAsync(video.Id, "TV", null, Ct);

        await ShowsAsync(page, ".link h2", "Beach");
    }
}
