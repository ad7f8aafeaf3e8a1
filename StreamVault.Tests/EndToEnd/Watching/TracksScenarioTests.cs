using System.Collections.Concurrent;
using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StreamVault.Tests.EndToEnd.Watching;

/// <summary>A video in two languages, with subtitles.</summary>
[Collection(Browser.Watching)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class TracksScenarioTests(Browser browser, FilledVault vault) : IClassFixture<FilledVault>
{
    [Fact]
    public async Task A_viewer_can_choose_another_language_and_subtitles()
    {
        var (server, video) = (vault.Server, vault.TwoLanguages);

        await browser.VisitAsync(
            server.Address,
            async page =>
            {
                var fetched = new ConcurrentBag<string>();
                page.Request += (_, request) => fetched.Add(new Uri(request.Url).AbsolutePath);
                await page.OpenAsync($"/videos/{video.Id}");
                await page.GetByRole(AriaRole.Button, new() { Name = "Play Video" }).ClickAsync();
                await ChoosesAsync(page, "Captions", "English");
                await ChoosesAsync(page, "Audio Track", "Kommentar Opa");
                await page.EvaluateAsync("videojs.getAllPlayers()[0].currentTime(2)");

                await Expect(page.Locator(".vjs-text-track-cue")).ToContainTextAsync("Hello & more");
                await Until.TrueAsync(async () => await PitchAsync(page) is > 1100 and < 1300);
                await ChoosesAsync(page, "Audio Track", "English");
                await page.EvaluateAsync("videojs.getAllPlayers()[0].currentTime(2)");
                await Until.TrueAsync(async () => await PitchAsync(page) is > 400 and < 480);

                fetched.Should().Contain(path => path.EndsWith("subtitle_1_000.vtt"));
                fetched.Should().Contain(path => path.EndsWith("audio_1_000.ts"));
                fetched.Should().NotContain(path => path.EndsWith("subtitle_2_000.vtt"), "it wasn't selected");
            },
            new()
            {
                StorageState = vault.Session,
                ViewportSize = new() { Width = 1400, Height = 900 },
            }
        );

        server.AssertNoErrorsLogged();
    }

    [Fact]
    public async Task The_captions_key_turns_captions_on_and_off_and_they_stay_above_the_controls()
    {
        var (server, video) = (vault.Server, vault.TwoLanguages);

        await browser.VisitAsync(
            server.Address,
            async page =>
            {
                var errors = new List<string>();
                page.PageError += (_, error) => errors.Add(error);
                foreach (var width in (int[])[1280, 390, 320])
                {
                    await page.SetViewportSizeAsync(width, 800);
                    await page.OpenAsync($"/videos/{video.Id}");
                    await page.GetByRole(AriaRole.Button, new() { Name = "Play Video" }).ClickAsync();
                    // The key does nothing until the player knows the subtitles.
                    await Until.TrueAsync(() =>
                        page.EvaluateAsync<bool>(
                            "Array.from(videojs.getAllPlayers()[0].textTracks()).some(track => track.kind === 'subtitles')"
                        )
                    );
                    await page.Keyboard.PressAsync("c");
                    var cue = page.Locator(".vjs-text-track-cue > div").Filter(new() { HasText = "Hello & more" });
                    // The caption may end before its file has loaded, so it is sought until it shows.
                    await Until.TrueAsync(async () =>
                    {
                        await page.EvaluateAsync("videojs.getAllPlayers()[0].currentTime(2)");
                        return await cue.IsVisibleAsync();
                    });
                    await page.EvaluateAsync("videojs.getAllPlayers()[0].pause()");

                    // The controls are visible while it is paused. They push the caption up when they appear.
                    await Until.TrueAsync(async () =>
                        await cue.BoundingBoxAsync() is { } words
                        && await page.Locator(".vjs-progress-control").BoundingBoxAsync() is { } time
                        && words.Y + words.Height <= time.Y + 1
                    );
                    await Until.TrueAsync(async () =>
                        await page.GetByRole(AriaRole.Button, new() { Name = "Fullscreen" }).BoundingBoxAsync()
                            is { } fullScreen
                        && fullScreen.X + fullScreen.Width <= width
                    );
                    Directory.CreateDirectory(Repository.Artifacts);
                    await page.ScreenshotAsync(
                        new() { Path = Path.Combine(Repository.Artifacts, $"captions-{width}.png") }
                    );

                    await page.Keyboard.PressAsync("c");
                    await Expect(cue).ToHaveCountAsync(0);
                }

                errors.Should().BeEmpty();
            },
            new() { StorageState = vault.Session }
        );
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public Task The_size_and_background_of_captions_are_remembered(int width) =>
        browser.VisitAsync(
            vault.Server.Address,
            async page =>
            {
                var cue = await ShowCaptionAsync(page);
                var before = await FontSizeAsync(cue);
                await page.Locator(".vjs-texttrack-settings").EvaluateAsync("item => item.click()");
                var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Captions" });
                await dialog.GetByLabel("Large").CheckAsync();
                await dialog.GetByLabel("Dark background").UncheckAsync();
                await IsLargeWithoutBackgroundAsync(cue, before);
                Directory.CreateDirectory(Repository.Artifacts);
                await page.ScreenshotAsync(
                    new() { Path = Path.Combine(Repository.Artifacts, $"caption-settings-{width}.png") }
                );
                await page.Keyboard.PressAsync("Escape");
                await Expect(dialog).ToBeHiddenAsync();

                await IsLargeWithoutBackgroundAsync(await ShowCaptionAsync(page), before);
            },
            new()
            {
                StorageState = vault.Session,
                ViewportSize = new() { Width = width, Height = 800 },
            },
            $"{nameof(The_size_and_background_of_captions_are_remembered)}-{width}"
        );

    private async Task<ILocator> ShowCaptionAsync(IPage page)
    {
        await page.OpenAsync($"/videos/{vault.TwoLanguages.Id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Play Video" }).ClickAsync();
        await Until.TrueAsync(() =>
            page.EvaluateAsync<bool>(
                "Array.from(videojs.getAllPlayers()[0].textTracks()).some(track => track.kind === 'subtitles')"
            )
        );
        await page.Keyboard.PressAsync("c");
        var cue = page.Locator(".vjs-text-track-cue > div").Filter(new() { HasText = "Hello & more" });
        await Until.TrueAsync(async () =>
        {
            await page.EvaluateAsync("videojs.getAllPlayers()[0].currentTime(2)");
            return await cue.IsVisibleAsync();
        });
        await page.EvaluateAsync("videojs.getAllPlayers()[0].pause()");
        return cue;
    }

    private static Task<double> FontSizeAsync(ILocator cue) =>
        cue.EvaluateAsync<double>("element => parseFloat(getComputedStyle(element).fontSize)");

    // The size also depends on the height above the controls, by up to an eighth.
    private static Task IsLargeWithoutBackgroundAsync(ILocator cue, double before) =>
        Until.TrueAsync(async () =>
            await FontSizeAsync(cue) > 1.3 * before
            && await cue.EvaluateAsync<bool>(
                "element => getComputedStyle(element).backgroundColor === 'rgba(0, 0, 0, 0)'"
            )
        );

    private static async Task ChoosesAsync(IPage page, string menu, string item)
    {
        await page.Locator("video-js")
            .HoverAsync(
                new()
                {
                    Position = new() { X = 40, Y = 40 + menu.Length + item.Length },
                }
            );
        var button = page.GetByRole(AriaRole.Button, new() { Name = menu });
        await button.ClickAsync();
        // Menus also open on hover, and the other menu contains the same language.
        await page.Locator(".vjs-menu-button", new() { Has = button })
            .GetByRole(AriaRole.Menuitemradio, new() { Name = item })
            .ClickAsync();
    }

    // The dominant frequency of the player's output, in Hz.
    private static Task<double> PitchAsync(IPage page) =>
        page.EvaluateAsync<double>(
            """
            async () => {
              const player = videojs.getAllPlayers()[0];
              if (!globalThis.ear) {
                const context = new AudioContext();
                globalThis.ear = context.createAnalyser();
                ear.fftSize = 8192;
                context.createMediaElementSource(player.tech(true).el()).connect(ear);
                ear.connect(context.destination);
                await context.resume();
              }
              if (player.paused() || player.ended()) {
                player.currentTime(2);
                await player.play();
              }
              await new Promise((done) => setTimeout(done, 300));
              const heard = new Float32Array(ear.frequencyBinCount);
              ear.getFloatFrequencyData(heard);
              return (heard.indexOf(Math.max(...heard)) * ear.context.sampleRate) / ear.fftSize;
            }
            """
        );
}
