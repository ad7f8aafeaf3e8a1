using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;
using static StreamVault.Tests.EndToEnd.UploadPage;

namespace StreamVault.Tests.EndToEnd.Watching;

/// <summary>The player on the watch page.</summary>
[Collection(Browser.Watching)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class PlayerScenarioTests(Browser browser, FilledVault vault) : IClassFixture<FilledVault>
{
    [Fact]
    public Task Phones_show_the_mute_and_full_screen_buttons() =>
        VisitAsync(
            async page =>
            {
                await page.OpenAsync($"/videos/{vault.Ready.Id}");
                await PlayAsync(page, until: 0.5);
                foreach (var width in (int[])[390, 320])
                {
                    await page.SetViewportSizeAsync(width, 844);
                    await ShowsControlsAsync(page, width);
                }

                await page.GetByRole(AriaRole.Button, new() { Name = "Mute", Exact = true }).TapAsync();
                (await page.EvaluateAsync<bool>("document.querySelector('video').muted")).Should().BeTrue();
            },
            new()
            {
                ViewportSize = new() { Width = 390, Height = 844 },
                HasTouch = true,
                IsMobile = true,
            }
        );

    [Fact]
    public Task The_address_of_a_moment_starts_there() =>
        VisitAsync(async page =>
        {
            await page.OpenAsync($"/videos/{vault.Ready.Id}?t=6.5");
            await PlayAsync(page, until: 7);

            (await page.EvaluateAsync<double>("document.querySelector('video').played.start(0)"))
                .Should()
                .BeApproximately(6.5, 0.1);
        });

    [Fact]
    public Task The_captions_key_does_nothing_without_captions() =>
        VisitAsync(async page =>
        {
            var errors = new List<string>();
            page.PageError += (_, error) => errors.Add(error);
            await page.OpenAsync($"/videos/{vault.Ready.Id}");
            await PlayAsync(page, until: 0.5);

            await page.Keyboard.PressAsync("c");
            await page.Keyboard.PressAsync("k");

            await Until.TrueAsync(() => page.EvaluateAsync<bool>("document.querySelector('video').paused"));
            errors.Should().BeEmpty();
        });

    [Theory]
    [InlineData(1280, 800, ColorScheme.Dark)]
    [InlineData(390, 844, ColorScheme.Light)]
    public async Task The_upload_tray_does_not_cover_the_watch_page(int width, int height, ColorScheme theme)
    {
        var clip = await Clips.SmallAsync();
        await VisitAsync(
            async page =>
            {
                await page.OpenAsync(StreamVaultUrls.Activity);
                var gate = await HoldUploadsAsync(page);
                await PickAsync(page, clip);
                await gate.RequestReceived;
                var tray = Tray(page);
                var fold = tray.GetByRole(AriaRole.Button, new() { Name = "Collapse uploads" });
                await Expect(fold).ToHaveAttributeAsync("aria-expanded", "true");

                await page.EvaluateAsync($"Blazor.navigateTo('./videos/{vault.Ready.Id}')");
                await Expect(fold).ToHaveAttributeAsync("aria-expanded", "false");

                foreach (var name in (string[])["Share", "Download", "More actions"])
                {
                    var button = page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First;
                    await Expect(button).ToBeVisibleAsync();
                    await ApartAsync(tray, button);
                }

                await ApartAsync(tray, page.Locator("video-js"));
                await KeepAsync(page, $"tray-watch-{width}");
                await fold.ClickAsync();
                await Expect(tray.GetByRole(AriaRole.Button, new() { Name = "Cancel" })).ToBeVisibleAsync();
                await KeepAsync(page, $"tray-watch-{width}-unfolded");
                await page.EvaluateAsync("Blazor.navigateTo('./activity')");
                await Expect(fold).ToHaveAttributeAsync("aria-expanded", "true");
                var cancel = tray.GetByRole(AriaRole.Button, new() { Name = "Cancel" });
                await page.RunAndWaitForRequestFinishedAsync(
                    () => cancel.ClickAsync(),
                    new() { Predicate = request => request.Method == "DELETE" }
                );
                await Expect(cancel).ToBeHiddenAsync();
            },
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
                ColorScheme = theme,
            },
            $"{nameof(The_upload_tray_does_not_cover_the_watch_page)}-{width}"
        );
    }

    private static async Task ShowsControlsAsync(IPage page, int width)
    {
        // A tap hides visible controls.
        await page.EvaluateAsync("videojs.getAllPlayers()[0].userActive(false)");
        await page.Locator("video-js")
            .TapAsync(
                new()
                {
                    Position = new() { X = 40, Y = 40 },
                }
            );
        foreach (var name in (string[])["Mute", "Fullscreen", "Pause"])
        {
            var button = page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
            await Expect(button).ToBeVisibleAsync();
            // The controls move when the screen gets narrower.
            await Until.TrueAsync(
                async () => await button.BoundingBoxAsync() is { Width: >= 36 } box && box.X + box.Width <= width,
                because: () => $"{name} must be on the screen, and large enough to tap."
            );
        }

        await KeepAsync(page, $"phone-controls-{width}");
    }

    // The page moves while it loads.
    private static Task ApartAsync(ILocator one, ILocator other) =>
        Until.TrueAsync(
            async () =>
                await one.BoundingBoxAsync() is { } first
                && await other.BoundingBoxAsync() is { } second
                && !Overlap(first, second),
            because: () => $"{one} covers {other}."
        );

    private static bool Overlap(LocatorBoundingBoxResult one, LocatorBoundingBoxResult other) =>
        one.X < other.X + other.Width
        && other.X < one.X + one.Width
        && one.Y < other.Y + other.Height
        && other.Y < one.Y + one.Height;

    private static async Task PlayAsync(IPage page, double until)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Play Video" }).ClickAsync();
        await Until.TrueAsync(async () => await CurrentTimeAsync(page) > until);
    }

    private static Task<double> CurrentTimeAsync(IPage page) =>
        page.EvaluateAsync<double>("document.querySelector('video')?.currentTime ?? 0");

    // For manual review; no test compares them.
    private static async Task KeepAsync(IPage page, string name)
    {
        Directory.CreateDirectory(Repository.Artifacts);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Artifacts, $"{name}.png") });
    }

    private Task VisitAsync(
        Func<IPage, Task> visit,
        BrowserNewContextOptions? options = null,
        [System.Runtime.CompilerServices.CallerMemberName] string name = ""
    )
    {
        options ??= new()
        {
            ViewportSize = new() { Width = 1280, Height = 800 },
        };
        options.StorageState = vault.Session;
        return browser.VisitAsync(vault.Server.Address, visit, options, name);
    }
}
