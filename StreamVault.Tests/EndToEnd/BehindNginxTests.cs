using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StreamVault.Tests.EndToEnd;

/// <summary>The application behind nginx, under a path prefix.</summary>
[Collection(Browser.Watching)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class BehindNginxTests(Browser browser)
{
    [Fact]
    public async Task Pages_players_and_links_work_below_the_prefix_of_an_nginx()
    {
        await using var server = await ServerProcess.StartAsync(("StreamVault:TrustedProxies", "127.0.0.1"));
        using var atHome = await server.SignInAsync();
        await using var nginx = await Nginx.StartAsync(server.Address, "/vault");
        var video = await atHome.UploadAsync(await Clips.SmallAsync(), "Seen from outside");
        await atHome.ReadyAsync(video.Id);

        await browser.VisitAsync(
            nginx.Address,
            async page =>
            {
                var strays = new List<string>();
                page.Request += (_, request) => strays.Add(request.Url);
                await page.GotoAsync($"{nginx.Address}activity");
                await page.GetByLabel("Username").FillAsync(SignedInClient.Username);
                await page.GetByLabel("Password").FillAsync(SignedInClient.Password);
                await page.LiveAfterAsync(() =>
                    page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync()
                );
                page.Url.Should().Be($"{nginx.Address}activity", "signing in leads back below the prefix");
                await page.GetByRole(AriaRole.Link, new() { Name = "Library" }).First.ClickAsync();
                // The previous page also has a link with that name, which disappears during the click.
                await page.GetByRole(AriaRole.Region, new() { Name = "All videos" })
                    .GetByRole(AriaRole.Link, new() { Name = "Seen from outside" })
                    .ClickAsync();
                await PlaysAsync(page);

                await page.GetByRole(AriaRole.Button, new() { Name = "Share" }).ClickAsync();
                await page.GetByText("Create and copy link").ClickAsync();
                var link = await page.GetByRole(AriaRole.Textbox, new() { Name = "Your new link" }).InputValueAsync();
                var url = await page.GetByLabel("The playlist address", new() { Exact = true }).InputValueAsync();

                link.Should().StartWith($"{nginx.Address}watch/");
                url.Should().StartWith($"{nginx.Address}api/videos/{video.Id}/master.m3u8?token=");
                (await FrameCount.ByDecodingAsync(url)).Should().Be(50);
                (await FrameCount.ByDecodingAsync(link)).Should().Be(50, "players are redirected below the prefix");
                await page.GotoAsync(link);
                await PlaysAsync(page);
                strays
                    .Where(request => request.StartsWith("http", StringComparison.Ordinal))
                    .Should()
                    .OnlyContain(request => request.StartsWith(nginx.Address.ToString()));
            }
        );

        server.AssertNoErrorsLogged();
    }

    private static async Task PlaysAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Play Video" }).ClickAsync();
        await Until.TrueAsync(async () =>
            await page.EvaluateAsync<double>("document.querySelector('video')?.currentTime ?? 0") > 0.5
        );
        await Expect(page.Locator("video-js")).ToBeVisibleAsync();
    }
}
