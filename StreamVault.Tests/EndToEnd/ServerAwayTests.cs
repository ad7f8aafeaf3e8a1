using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StreamVault.Tests.EndToEnd;

/// <summary>A page that stays open while the server restarts.</summary>
[Collection(Browser.Name)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class ServerAwayTests(Browser browser)
{
    [Fact]
    public async Task A_click_on_a_card_while_the_server_is_away_opens_the_video_once_it_is_back()
    {
        await using var server = await ServerProcess.StartAsync(("StreamVault:Encoding:Workers", "0"));
        using var owner = await server.SignInAsync();
        var video = await owner.UploadAsync(await Clips.SmallAsync(), "Summer at the lake");

        await browser.VisitAsync(
            server.Address,
            async page =>
            {
                await page.SignInAsync();
                await server.KillAsync();
                await Expect(page.GetByText("Connection lost.")).ToBeVisibleAsync();

                await page.GetByRole(AriaRole.Link, new() { Name = "Summer at the lake" }).First.ClickAsync();

                await Expect(page.GetByText("The page you chose opens as soon as the server answers"))
                    .ToBeVisibleAsync();
                Directory.CreateDirectory(Repository.Artifacts);
                await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Artifacts, "server-away.png") });
                page.Url.Should().Be($"{server.Address}");
                await server.StartAgainAsync();
                await page.WaitForURLAsync($"{server.Address}videos/{video.Id}");
                await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Summer at the lake" }))
                    .ToBeVisibleAsync();
            }
        );
    }
}
