using System.Net.Http.Json;
using System.Text.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using StreamVault.Tests.EndToEnd;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StreamVault.Tests.Similarity;

[Collection(Browser.OwnServer)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class SimilarScenarioTests(Browser browser)
{
    [Fact]
    public async Task A_copy_is_found_compared_and_linked()
    {
        await using var server = await ServerProcess.StartAsync(("StreamVault:Similarity:Enabled", "true"));
        using var owner = await server.SignInAsync();
        var original = await owner.UploadAsync(await SimilarClips.OriginalAsync(), "Zoom");
        await owner.UploadAsync(await SimilarClips.CopyAsync(), "Zoom from a messenger");
        await Until.GotAsync(
            async () =>
                await owner.GetFromJsonAsync<JsonElement[]>(StreamVaultUrls.ApiSimilar) is [var pair]
                    ? (object)pair
                    : null,
            Until.Encoded
        );

        await browser.VisitAsync(
            server.Address,
            async page =>
            {
                await page.SignInAsync();
                await page.OpenAsync(StreamVaultUrls.Library);
                await page.GetByRole(AriaRole.Link, new() { Name = "Compare them" }).ClickAsync();
                var heading = page.GetByRole(AriaRole.Heading, new() { Name = "Similar videos", Exact = true });
                await Expect(heading).ToBeVisibleAsync();
                var pair = page.GetByRole(AriaRole.Article);
                await Expect(pair).ToContainTextAsync("It is sharper and longer by 1 s.");
                await Expect(pair.GetByAltText("Frames of “Zoom”", new() { Exact = true }))
                    .ToHaveJSPropertyAsync("complete", true);
                (await page.RunAxe()).Violations.Should().BeEmpty();

                await page.GetByRole(AriaRole.Button, new() { Name = "Keep both and link them" }).ClickAsync();
                await Expect(page.GetByText("No similar videos")).ToBeVisibleAsync();
                await Expect(heading).ToBeFocusedAsync();
                await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
                await page.GetByRole(AriaRole.Button, new() { Name = "Keep both and link them" }).ClickAsync();

                await Expect(page.GetByText("No similar videos")).ToBeVisibleAsync();
                await page.OpenAsync(StreamVaultUrls.Watch(new(original.Id)));
                await page.GetByRole(AriaRole.Region, new() { Name = "Other versions" })
                    .GetByRole(AriaRole.Link, new() { Name = "Zoom from a messenger" })
                    .ClickAsync();
                await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
                    .ToHaveTextAsync("Zoom from a messenger");
            }
        );
    }
}
