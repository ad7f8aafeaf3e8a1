using System.Text.RegularExpressions;
using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StreamVault.Tests.EndToEnd;

/// <summary>The search field by keyboard, misspelled words and recent searches.</summary>
[Collection(Browser.Watching)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class SearchScenarioTests(Browser browser, FilledVault vault) : IClassFixture<FilledVault>
{
    [Theory]
    [InlineData(1280, 800)]
    [InlineData(390, 844)]
    public Task A_search_is_completed_by_keyboard_corrected_offered_again_and_cleared(int width, int height) =>
        browser.VisitAsync(
            vault.Server.Address,
            async page =>
            {
                await page.OpenAsync("/");
                var field = page.GetByRole(AriaRole.Combobox, new() { Name = "Search the library" });
                var options = page.Locator("#search-options").GetByRole(AriaRole.Option);
                await CompletesAsync(page, field, options);
                await CorrectsAsync(page, field);
                await SuggestsRecentAsync(page, field, options);
                await ClearsRecentAsync(page, field, options);
            },
            new()
            {
                StorageState = vault.Session,
                ViewportSize = new() { Width = width, Height = height },
            },
            $"search-{width}"
        );

    private static async Task CompletesAsync(IPage page, ILocator field, ILocator options)
    {
        await page.Keyboard.PressAsync("/");
        await Expect(field).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("ye");
        await Expect(options.First).ToContainTextAsync("year:");
        await Expect(field).ToHaveAttributeAsync("aria-expanded", "true");

        await page.Keyboard.PressAsync("Escape");
        await Expect(field).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(field).ToHaveValueAsync("ye");

        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(options.First).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(field).ToHaveAttributeAsync("aria-activedescendant", "search-option-0");
        await page.Keyboard.PressAsync("Enter");
        await Expect(field).ToHaveValueAsync("year:");
        await Expect(field).ToBeFocusedAsync();

        await page.Keyboard.TypeAsync("1999");
        // Until the search has run, the rows above the library may show the same video.
        var cards = page.Locator(".stage").GetByRole(AriaRole.Article);
        await Expect(cards.GetByText(FilledVault.TrickyTitle, new() { Exact = true })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("q=year%3A1999"));
        await page.Keyboard.PressAsync("Tab");
        await Expect(field).Not.ToBeFocusedAsync();
        await Expect(field).ToHaveAttributeAsync("aria-expanded", "false");
    }

    private static async Task CorrectsAsync(IPage page, ILocator field)
    {
        await field.FillAsync("langages");
        await Expect(page.GetByText("Showing results for languages")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "languages", Exact = true }).ClickAsync();
        await Expect(field).ToHaveValueAsync("languages");
        await Expect(page.GetByText("Showing results for")).ToHaveCountAsync(0);
    }

    private static async Task SuggestsRecentAsync(IPage page, ILocator field, ILocator options)
    {
        await field.FillAsync("");
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).ClickAsync();
        await field.FocusAsync();
        await Expect(options.GetByText("year:1999")).ToBeVisibleAsync();
    }

    private static async Task ClearsRecentAsync(IPage page, ILocator field, ILocator options)
    {
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Clear recent searches" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(options.GetByText("year:1999")).ToHaveCountAsync(0);
        await Expect(field).ToBeFocusedAsync();
        (await page.EvaluateAsync<string?>("localStorage.getItem('recent-searches')")).Should().BeNull();
    }
}
