using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StreamVault.Tests.EndToEnd.Watching;

/// <summary>The owner marks what matters inside a video, and a guest sees the chapters.</summary>
[Collection(Browser.Watching)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class MarkScenarioTests(Browser browser, FilledVault vault) : IClassFixture<FilledVault>
{
    private const string Player = "videojs.getAllPlayers()[0]";

    [Theory]
    [InlineData(1280, 800, "The cake")]
    [InlineData(390, 844, "The candles")]
    public async Task Chapters_and_notes_are_added_at_the_current_moment_played_changed_and_deleted(
        int width,
        int height,
        string title
    )
    {
        await browser.VisitAsync(
            vault.Server.Address,
            async page =>
            {
                await page.OpenAsync($"/videos/{vault.TwoLanguages.Id}");
                await page.GetByRole(AriaRole.Button, new() { Name = "Play Video" }).ClickAsync();
                await Until.TrueAsync(() => page.EvaluateAsync<bool>($"{Player}.currentTime() > 0.1"));
                await page.EvaluateAsync($"{Player}.pause()");
                await page.EvaluateAsync($"{Player}.currentTime(1)");

                var chapters = page.GetByRole(AriaRole.Region, new() { Name = "Chapters" });
                await chapters.GetByRole(AriaRole.Button, new() { Name = "Add a chapter here" }).ClickAsync();
                await Expect(chapters.GetByLabel("Title")).ToBeFocusedAsync();
                await Expect(chapters.GetByLabel("Time")).ToHaveValueAsync("0:01");
                await chapters.GetByLabel("Time").FillAsync("9:59");
                await chapters.GetByLabel("Title").FillAsync(title);
                await page.Keyboard.PressAsync("Enter");
                await Expect(chapters.GetByRole(AriaRole.Alert))
                    .ToContainTextAsync("The time must be within the video");
                await chapters.GetByLabel("Time").FillAsync("0:01");
                await chapters.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
                var play = chapters.GetByRole(AriaRole.Button, new() { Name = $"0:01 {title}" });
                await Expect(play).ToBeVisibleAsync();
                var mark = page.Locator(".chapter-marks span");
                await Expect(mark).ToHaveCountAsync(1);
                await Expect(page.Locator("button.vjs-chapters-button")).ToBeVisibleAsync();

                var notes = page.GetByRole(AriaRole.Region, new() { Name = "Notes" });
                await notes.GetByRole(AriaRole.Button, new() { Name = "Add a note here" }).ClickAsync();
                await notes.GetByLabel("Note").FillAsync("Karl laughs\nand Eva too");
                await page.Keyboard.PressAsync("Control+Enter");
                await Expect(notes.GetByText("Karl laughs")).ToBeVisibleAsync();
                await page.ScreenshotAsync(new() { Path = Screenshot($"marks-{width}"), FullPage = true });

                await page.EvaluateAsync($"{Player}.currentTime(0)");
                await play.ClickAsync();
                await Until.TrueAsync(() => page.EvaluateAsync<bool>($"{Player}.currentTime() >= 1"));

                await GuestSeesAsync(title);

                await chapters.GetByRole(AriaRole.Button, new() { Name = $"Delete {title}" }).ClickAsync();
                await Expect(mark).ToHaveCountAsync(0);
                await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
                await Expect(play).ToBeVisibleAsync();
                await chapters.GetByRole(AriaRole.Button, new() { Name = $"Delete {title}" }).ClickAsync();
                await Expect(play).ToHaveCountAsync(0);
                await notes.GetByRole(AriaRole.Button, new() { Name = "Delete Karl laughs" }).ClickAsync();
                await Expect(notes.GetByText("Karl laughs")).ToHaveCountAsync(0);
            },
            new()
            {
                StorageState = vault.Session,
                ViewportSize = new() { Width = width, Height = height },
            },
            $"marks-{width}"
        );
    }

    private async Task GuestSeesAsync(string chapter)
    {
        var token = await vault.Owner.MakeTokenAsync(vault.TwoLanguages.Id);
        await browser.VisitAsync(
            vault.Server.Address,
            async page =>
            {
                await page.GotoAsync(StreamVaultUrls.LinkPage(token.Token));
                await Expect(page.Locator(".chapter-marks span")).ToHaveCountAsync(1);
                var content = await page.ContentAsync();
                content.Should().Contain(chapter).And.NotContain("Karl laughs", "notes are for the owner");
            },
            name: $"marks-guest-{chapter}"
        );
    }

    private static string Screenshot(string name)
    {
        Directory.CreateDirectory(Repository.Artifacts);
        return Path.Combine(Repository.Artifacts, $"{name}.png");
    }
}
