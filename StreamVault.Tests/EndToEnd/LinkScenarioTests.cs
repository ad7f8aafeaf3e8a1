using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StreamVault.Tests.EndToEnd;

/// <summary>Links are created, copied, listed and turned off.</summary>
[Collection(Browser.Watching)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class LinkScenarioTests(Browser browser, FilledVault vault) : IClassFixture<FilledVault>
{
    private static readonly Regex LinkPattern = new(@"^http://[^/]+/watch/[\w-]{43}$");

    [Fact]
    public Task One_click_creates_and_copies_a_link_and_turning_it_off_stops_it_immediately() =>
        VisitAsync(async page =>
        {
            await page.OpenAsync($"/videos/{vault.Ready.Id}");
            await page.GetByRole(AriaRole.Button, new() { Name = "Share" }).ClickAsync();
            await page.GetByLabel("Label (optional)").FillAsync("Living room TV");
            await page.EvaluateAsync("navigator.clipboard.writeText('nothing yet')");
            await page.GetByText("Create and copy link").ClickAsync();

            var card = page.GetByRole(AriaRole.Article).Filter(new() { HasText = "Living room TV" }).Last;
            await Expect(Made(page).GetByText("Copied")).ToBeVisibleAsync();
            var link = await CopiedAsync(page);
            link.Should().MatchRegex(LinkPattern);
            (await StatusAsync(link)).Should().Be(HttpStatusCode.OK);

            await Expect(card.GetByText("This address only works on this computer.")).ToBeVisibleAsync();
            await card.GetByText("Open in a player").ClickAsync();
            await Expect(card.GetByText($"mpv '{link}'")).ToBeVisibleAsync();
            await KeepAsync(page, "share-1280");

            await page.GotoAsync(StreamVaultUrls.Links);
            await Expect(card).ToBeVisibleAsync();

            await page.OpenAsync($"/videos/{vault.Ready.Id}");
            await page.GetByRole(AriaRole.Button, new() { Name = "Share" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Turn off Living room TV" }).ClickAsync();
            var question = page.GetByRole(AriaRole.Dialog);
            await question.GetByRole(AriaRole.Button, new() { Name = "Turn off" }).ClickAsync();
            await Until.TrueAsync(async () => await StatusAsync(link) == HttpStatusCode.Forbidden);
            await Expect(card).ToHaveCountAsync(0);
        });

    [Fact]
    public Task A_link_expires_after_seven_days() =>
        VisitAsync(async page =>
        {
            await page.OpenAsync($"/videos/{vault.Ready.Id}");
            await page.GetByRole(AriaRole.Button, new() { Name = "Share" }).ClickAsync();
            await page.GetByLabel("Label (optional)").FillAsync("For the cousins");
            await page.GetByLabel("7 days").CheckAsync(new() { Force = true });
            await page.EvaluateAsync("navigator.clipboard.writeText('nothing yet')");
            await page.GetByText("Create and copy link").ClickAsync();

            var card = page.GetByRole(AriaRole.Article).Filter(new() { HasText = "For the cousins" }).Last;
            await Expect(card).ToContainTextAsync(new Regex("(7|6) days"));
            var link = await CopiedAsync(page);
            (await StatusAsync(link)).Should().Be(HttpStatusCode.OK);
            var listed = await vault.Owner.GetStringAsync(StreamVaultUrls.ApiTokens);
            var secret = link.Split('/')[^1];
            Regex.IsMatch(listed, $"\"token\":\"{secret}\".*?\"expiresAt\":\"20").Should().BeTrue();
        });

    [Fact]
    public Task On_a_phone_the_share_panel_is_scrolled_into_view() =>
        VisitAsync(async page =>
        {
            // Tall enough that nothing scrolls.
            await page.SetViewportSizeAsync(390, 2000);
            await page.OpenAsync($"/videos/{vault.Ready.Id}");
            var share = page.GetByRole(AriaRole.Button, new() { Name = "Share" });
            var heading = page.GetByRole(AriaRole.Heading, new() { Name = "Share" });
            await share.ClickAsync();
            var below = (await heading.BoundingBoxAsync())!;
            await share.ClickAsync();
            await Expect(heading).ToHaveCountAsync(0);

            // Tall enough that the edge of the panel is visible. If it is completely outside, focusing it scrolls anyway.
            await page.SetViewportSizeAsync(390, (int)(below.Y + below.Height));
            await share.ClickAsync();

            await Expect(heading).ToBeFocusedAsync();
            var bar = (await page.GetByRole(AriaRole.Navigation, new() { Name = "Main, short" }).BoundingBoxAsync())!;
            await Until.TrueAsync(
                async () =>
                    await page.GetByLabel("Label (optional)").BoundingBoxAsync() is { } label
                    && label.Y + label.Height < bar.Y,
                because: () => "More than the edge of the panel must be visible."
            );
        });

    [Fact]
    public Task On_a_phone_the_new_link_and_the_copy_confirmation_are_visible() =>
        browser.VisitAsync(
            vault.Server.Address,
            async page =>
            {
                await page.OpenAsync($"/videos/{vault.Ready.Id}");
                await page.GetByRole(AriaRole.Button, new() { Name = "Share" }).ClickAsync();
                await KeepAsync(page, "share-390");
                await page.GetByText("Create and copy link").ClickAsync();

                var copied = Made(page).GetByText("Copied");
                await Expect(copied).ToBeVisibleAsync();
                var bar = (
                    await page.GetByRole(AriaRole.Navigation, new() { Name = "Main, short" }).BoundingBoxAsync()
                )!;
                await Until.TrueAsync(async () =>
                    await copied.BoundingBoxAsync() is { } box && box.Y > 0 && box.Y + box.Height < bar.Y
                );
                await KeepAsync(page, "share-390-made");
                (await page.EvaluateAsync<int>("document.documentElement.scrollWidth"))
                    .Should()
                    .BeLessThanOrEqualTo(390);
            },
            new()
            {
                StorageState = vault.Session,
                ViewportSize = new() { Width = 390, Height = 844 },
                HasTouch = true,
                IsMobile = true,
            }
        );

    [Fact]
    public Task Copies_a_link_without_https() =>
        browser.VisitAsync(
            new UriBuilder(vault.Server.Address) { Host = Browser.InsecureHost }.Uri,
            async page =>
            {
                await page.SignInAsync();
                (await page.EvaluateAsync<bool>("isSecureContext || 'clipboard' in navigator")).Should().BeFalse();
                await page.OpenAsync($"/videos/{vault.Ready.Id}");
                await page.GetByRole(AriaRole.Button, new() { Name = "Share" }).ClickAsync();
                await page.GetByText("Create and copy link").ClickAsync();

                await Expect(Made(page).GetByText("Copied")).ToBeVisibleAsync();
                await Expect(Made(page).GetByText("Send…")).ToBeHiddenAsync();
                var made = await Made(page).GetByRole(AriaRole.Textbox).InputValueAsync();
                await page.GetByLabel("Label (optional)").FocusAsync();
                await page.Keyboard.PressAsync("Control+V");
                await Expect(page.GetByLabel("Label (optional)")).ToHaveValueAsync(made);
                made.Should().StartWith($"http://{Browser.InsecureHost}:").And.Contain("/watch/");
            }
        );

    [Fact]
    public Task The_share_sheet_of_the_device_gets_the_link_and_the_title() =>
        VisitAsync(async page =>
        {
            // Chromium on Linux has none.
            await page.AddInitScriptAsync("navigator.share = async (data) => { globalThis.shared = data; };");
            await page.OpenAsync($"/videos/{vault.Ready.Id}");
            await page.GetByRole(AriaRole.Button, new() { Name = "Share" }).ClickAsync();
            await page.GetByText("Create and copy link").ClickAsync();

            await Made(page).GetByRole(AriaRole.Button, new() { Name = "Send…" }).ClickAsync();

            var link = await Made(page).GetByRole(AriaRole.Textbox).InputValueAsync();
            await page.WaitForFunctionAsync("globalThis.shared");
            (await page.EvaluateAsync<string>("shared.url")).Should().Be(link);
            (await page.EvaluateAsync<string>("shared.title")).Should().Be(FilledVault.TrickyTitle);
        });

    private static ILocator Made(IPage page) => page.GetByRole(AriaRole.Group, new() { Name = "Your new link" });

    // For manual review; no test compares them.
    private static async Task KeepAsync(IPage page, string name)
    {
        Directory.CreateDirectory(Repository.Artifacts);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Artifacts, $"{name}.png") });
    }

    private static Task<string> CopiedAsync(IPage page) =>
        Until.GotAsync(async () =>
            await page.EvaluateAsync<string>("navigator.clipboard.readText()") is { } text and not "nothing yet"
                ? text
                : null
        );

    private static async Task<HttpStatusCode> StatusAsync(string link)
    {
        using var player = new HttpClient();
        using var answer = await player.GetAsync(link);
        return answer.StatusCode;
    }

    private Task VisitAsync(
        Func<IPage, Task> visit,
        [System.Runtime.CompilerServices.CallerMemberName] string name = ""
    ) => browser.VisitAsync(vault.Server.Address, visit, new() { StorageState = vault.Session }, name);
}
