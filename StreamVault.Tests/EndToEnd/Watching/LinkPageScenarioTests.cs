using System.Net.Http.Json;
using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StreamVault.Tests.EndToEnd.Watching;

/// <summary>Someone without an account follows a link, on a phone or a desktop.</summary>
[Collection(Browser.Watching)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class LinkPageScenarioTests(Browser browser, FilledVault vault) : IClassFixture<FilledVault>
{
    [Theory]
    [InlineData(390, 844, ColorScheme.Dark)]
    [InlineData(1280, 800, ColorScheme.Light)]
    public async Task The_video_plays_until_its_link_is_turned_off(int width, int height, ColorScheme scheme)
    {
        var token = await vault.Owner.MakeTokenAsync(vault.Ready.Id);

        await VisitAsync(
            (width, height, scheme),
            async page =>
            {
                await page.GotoAsync(StreamVaultUrls.LinkPage(token.Token));
                await Expect(page.GetByRole(AriaRole.Heading, new() { Name = FilledVault.TrickyTitle }))
                    .ToBeVisibleAsync();
                await KeepAsync(page, $"link-{width}-{scheme}");
                await page.GetByRole(AriaRole.Button, new() { Name = "Play Video" }).ClickAsync();
                await Until.TrueAsync(async () => await CurrentTimeAsync(page) > 1);
                await KeepAsync(page, $"link-{width}-{scheme}-plays");
                (await page.EvaluateAsync<int>("document.documentElement.scrollWidth"))
                    .Should()
                    .BeLessThanOrEqualTo(width);

                await vault.Owner.RevokeAsync(token);

                await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "This link no longer works" }))
                    .ToBeVisibleAsync();
                await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Ask for a new one.");
                await Expect(page.Locator("video")).ToHaveCountAsync(0);
                await Expect(page.GetByText(FilledVault.TrickyTitle)).ToHaveCountAsync(0);
                await KeepAsync(page, $"link-{width}-{scheme}-ended");
            },
            $"{nameof(The_video_plays_until_its_link_is_turned_off)}-{width}-{scheme}"
        );
    }

    [Fact]
    public async Task A_viewer_above_the_limit_has_to_wait_and_then_sees_that_the_link_ended()
    {
        using var answer = await vault.Owner.PostAsJsonAsync(
            $"{StreamVaultUrls.ApiVideos}/{vault.Ready.Id}/tokens",
            new { maxViewers = 1 }
        );
        var token = (await answer.Content.ReadFromJsonAsync<TokenJson>())!;
        using var first = new HttpClient();
        first.DefaultRequestHeaders.UserAgent.ParseAdd("television");
        (await first.GetAsync(token.Url)).EnsureSuccessStatusCode();

        await VisitAsync(
            (390, 844, ColorScheme.Dark),
            async page =>
            {
                await page.GotoAsync(StreamVaultUrls.LinkPage(token.Token));

                await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Too many viewers" })).ToBeVisibleAsync();
                await Expect(page.Locator("video")).ToHaveCountAsync(0);
                await KeepAsync(page, "link-full");
                await vault.Owner.RevokeAsync(token);
                await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "This link no longer works" }))
                    .ToBeVisibleAsync();
                await Expect(page.GetByRole(AriaRole.Heading)).ToHaveCountAsync(1);
            },
            nameof(A_viewer_above_the_limit_has_to_wait_and_then_sees_that_the_link_ended)
        );
    }

    [Fact]
    public async Task A_playing_page_counts_as_a_viewer_and_a_paused_one_does_not()
    {
        var token = await vault.Owner.MakeTokenAsync(vault.Ready.Id);

        await VisitAsync(
            (390, 844, ColorScheme.Dark),
            async page =>
            {
                var looked = page.WaitForRequestAsync(request => request.Method == "HEAD");
                await page.GotoAsync(StreamVaultUrls.LinkPage(token.Token));
                await looked;
                await page.GetByRole(AriaRole.Button, new() { Name = "Play Video" }).ClickAsync();
                await Until.TrueAsync(async () => await CurrentTimeAsync(page) > 0.5);

                // The player has already fetched the key, so this is the page's own check.
                await page.WaitForRequestAsync(request => request.Method == "GET" && request.Url.Contains("/key?"));
                await page.EvaluateAsync("document.querySelector('video').pause()");
                await page.WaitForRequestAsync(request => request.Method == "HEAD");
            },
            nameof(A_playing_page_counts_as_a_viewer_and_a_paused_one_does_not)
        );
    }

    [Fact]
    public async Task The_copied_link_opens_the_page_in_a_browser_without_a_live_connection()
    {
        await browser.VisitAsync(
            vault.Server.Address,
            async page =>
            {
                await page.OpenAsync(StreamVaultUrls.Links);
                await page.EvaluateAsync("navigator.clipboard.writeText('nothing yet')");
                await page.GetByRole(AriaRole.Button, new() { Name = "Copy link" }).First.ClickAsync();
                var link = await Until.GotAsync(async () =>
                    await page.EvaluateAsync<string>("navigator.clipboard.readText()") is { } text and not "nothing yet"
                        ? text
                        : null
                );

                link.Should().MatchRegex($@"^{vault.Server.Address}watch/[\w-]{{43}}$");
                await page.Context.ClearCookiesAsync();
                var sockets = new List<string>();
                page.WebSocket += (_, socket) => sockets.Add(socket.Url);
                await page.GotoAsync(link);
                await page.GetByRole(AriaRole.Button, new() { Name = "Play Video" }).ClickAsync();
                await Until.TrueAsync(async () => await CurrentTimeAsync(page) > 1);
                sockets.Should().BeEmpty("anonymous visitors get no circuit");
            },
            new() { StorageState = vault.Session }
        );
    }

    // For manual review; no test compares them.
    private static async Task KeepAsync(IPage page, string name)
    {
        Directory.CreateDirectory(Repository.Artifacts);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Artifacts, $"{name}.png") });
    }

    private static Task<double> CurrentTimeAsync(IPage page) =>
        page.EvaluateAsync<double>("document.querySelector('video')?.currentTime ?? 0");

    private Task VisitAsync((int Width, int Height, ColorScheme Scheme) screen, Func<IPage, Task> visit, string name) =>
        browser.VisitAsync(
            vault.Server.Address,
            visit,
            new()
            {
                ViewportSize = new() { Width = screen.Width, Height = screen.Height },
                HasTouch = screen.Width < 720,
                ColorScheme = screen.Scheme,
            },
            name
        );
}
