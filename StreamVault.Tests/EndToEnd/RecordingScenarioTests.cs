using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StreamVault.Tests.EndToEnd;

/// <summary>Recording metadata from a phone is shown, used, corrected and removed.</summary>
[Collection(Browser.Watching)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class RecordingScenarioTests(Browser browser, FilledVault vault) : IClassFixture<FilledVault>
{
    [Fact]
    public async Task The_date_can_be_corrected_and_a_chapter_played()
    {
        var (server, video) = (vault.Server, vault.Phone);

        await browser.VisitAsync(
            server.Address,
            async page =>
            {
                await page.OpenAsync($"/videos/{video.Id}");
                // Next to the date, without opening the details, and by keyboard.
                var edit = page.Locator(".facts-line")
                    .GetByRole(AriaRole.Button, new() { Name = "Edit the date filmed" });
                await edit.FocusAsync();
                await page.Keyboard.PressAsync("Enter");
                await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Date filmed" })).ToBeFocusedAsync();
                await page.Keyboard.PressAsync("Escape");
                await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
                await Expect(edit).ToBeFocusedAsync();
                await page.GetByText("Details", new() { Exact = true }).ClickAsync();
                var recorded = page.Locator(".recorded");
                await Expect(recorded).ToContainTextAsync("4 July 2019, 15:30 UTC+02:00 (from the camera)");

                await EditAsync(page, null);
                await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
                await Expect(recorded).ToContainTextAsync("(from the camera)");
                await EditAsync(page, "next summer");
                await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Enter a date like 24.12.1998");
                await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
                await recorded.GetByRole(AriaRole.Button, new() { Name = "Edit the date filmed" }).ClickAsync();
                await page.GetByRole(AriaRole.Textbox, new() { Name = "Date filmed" }).FillAsync("before summer 1998");
                await Expect(page.GetByLabel("Season")).ToHaveValueAsync("1");
                await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
                await EditAsync(page, "1999-12-24");
                await Expect(recorded).ToContainTextAsync("24 December 1999 (set by you)");

                await page.GetByRole(AriaRole.Button, new() { Name = "0:01 <b>Cake</b>" }).ClickAsync();
                await Until.TrueAsync(() => page.EvaluateAsync<bool>("videojs.getAllPlayers()[0].currentTime() >= 1"));
            },
            new() { StorageState = vault.Session }
        );

        server.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task A_date_that_is_typed_fast_keeps_every_letter_and_is_saved_with_Enter()
    {
        var (server, video) = (vault.Server, vault.Ready);

        await browser.VisitAsync(
            server.Address,
            async page =>
            {
                await page.OpenAsync($"/videos/{video.Id}");
                await page.Locator(".facts-line")
                    .GetByRole(AriaRole.Button, new() { NameRegex = new("the date filmed$") })
                    .ClickAsync();
                var field = page.GetByRole(AriaRole.Textbox, new() { Name = "Date filmed" });
                foreach (var date in (string[])["about 1975", "3/4/1995", "june 2010", "25 December 1987"])
                {
                    await field.FillAsync("");
                    await field.PressSequentiallyAsync(date);
                    await Expect(page.Locator(".meaning")).ToContainTextAsync(date[^4..]);
                    await Expect(field).ToHaveValueAsync(date);
                }

                // A day of the calendar, in any order of day and month.
                await page.GetByLabel("Day").PressSequentiallyAsync("05052001");
                await Expect(field).ToHaveValueAsync("5 May 2001");
                await Expect(page.GetByLabel("Day")).ToHaveValueAsync("2001-05-05");
                await page.GetByLabel("Day").PressAsync("Delete");
                await field.FillAsync("25 December 1987");
                await page.Keyboard.PressAsync("Enter");

                await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
                await Expect(page.Locator(".facts-line")).ToContainTextAsync("25 December 1987");
            },
            new() { StorageState = vault.Session }
        );

        server.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task All_locations_are_removed_after_confirmation()
    {
        var (server, video) = (vault.Server, vault.Phone);

        await browser.VisitAsync(
            server.Address,
            async page =>
            {
                await page.OpenAsync($"/videos/{video.Id}");
                await page.GetByText("Details", new() { Exact = true }).ClickAsync();
                await Expect(page.GetByText("(never shared)")).ToBeVisibleAsync();

                await page.OpenAsync(StreamVaultUrls.Places);
                await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Zürich" })).ToBeVisibleAsync();

                await page.OpenAsync(StreamVaultUrls.Settings);
                await RemovePlacesAsync(page, "Cancel");
                await Expect(page.GetByText("1 video has a place.")).ToBeVisibleAsync();
                await RemovePlacesAsync(page, "Remove");
                await Expect(page.GetByText("No place is stored.")).ToBeVisibleAsync();

                await page.OpenAsync($"/videos/{video.Id}");
                await page.GetByText("Details", new() { Exact = true }).ClickAsync();
                await Expect(page.GetByText("Apple iPhone XR")).ToBeVisibleAsync();
                await Expect(page.GetByText("(never shared)")).ToHaveCountAsync(0);
            },
            new() { StorageState = vault.Session }
        );

        server.AssertNoErrorsLogged();
    }

    private static async Task RemovePlacesAsync(IPage page, string answer)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove all places…" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("1 video permanently loses its place");
        await dialog.GetByRole(AriaRole.Button, new() { Name = answer, Exact = true }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
    }

    private static async Task EditAsync(IPage page, string? date)
    {
        await page.Locator(".recorded")
            .GetByRole(AriaRole.Button, new() { Name = "Edit the date filmed" })
            .ClickAsync();
        if (date is not null)
        {
            await page.GetByRole(AriaRole.Textbox, new() { Name = "Date filmed" }).FillAsync(date);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
    }
}
