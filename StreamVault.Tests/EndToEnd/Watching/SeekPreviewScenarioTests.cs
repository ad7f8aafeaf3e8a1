using Microsoft.Playwright;
using StreamVault.Core.Entities;
using StreamVault.Core.Previews;
using StreamVault.Core.Storage;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StreamVault.Tests.EndToEnd.Watching;

/// <summary>The frames above the seek bar, with a mouse and with a finger.</summary>
[Collection(Browser.Watching)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class SeekPreviewScenarioTests(Browser browser, FilledVault vault) : IClassFixture<FilledVault>
{
    private const string TouchEvent = "Input.dispatchTouchEvent";
    private const int FrameWidth = 160;
    private const double Interval = 1;

    [Fact]
    public async Task The_owner_sees_the_frame_under_the_pointer()
    {
        await StoreAsync();
        await browser.VisitAsync(
            vault.Server.Address,
            async page =>
            {
                await page.OpenAsync($"/videos/{vault.Ready.Id}");
                await HasStartedAsync(page);
                var bar = (await page.Locator(".vjs-progress-holder").BoundingBoxAsync())!;

                await page.Mouse.MoveAsync(bar.X + (bar.Width * 0.25f), bar.Y + (bar.Height / 2));
                await ShowsFrameAsync(page, 2);
                await page.Mouse.MoveAsync(bar.X + (bar.Width * 0.75f), bar.Y + (bar.Height / 2));
                await ShowsFrameAsync(page, 7);
                Directory.CreateDirectory(Repository.Artifacts);
                await page.ScreenshotAsync(
                    new() { Path = Path.Combine(Repository.Artifacts, "seek-preview-1280.png") }
                );
            },
            new()
            {
                StorageState = vault.Session,
                ViewportSize = new() { Width = 1280, Height = 800 },
            }
        );
    }

    [Fact]
    public async Task A_guest_sees_the_frame_under_the_finger()
    {
        await StoreAsync();
        var token = await vault.Owner.MakeTokenAsync(vault.Ready.Id);
        await browser.VisitAsync(
            vault.Server.Address,
            async page =>
            {
                await page.GotoAsync(StreamVaultUrls.LinkPage(token.Token));
                await HasStartedAsync(page);
                var bar = (await page.Locator(".vjs-progress-holder").BoundingBoxAsync())!;
                var session = await page.Context.NewCDPSessionAsync(page);

                var y = bar.Y + (bar.Height / 2);
                await session.SendAsync(TouchEvent, Touch("touchStart", new { x = bar.X + (bar.Width * 0.25f), y }));
                await session.SendAsync(TouchEvent, Touch("touchMove", new { x = bar.X + (bar.Width * 0.55f), y }));
                await ShowsFrameAsync(page, 5);
                await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Artifacts, "seek-preview-390.png") });
                await session.SendAsync(TouchEvent, Touch("touchEnd"));
            },
            new()
            {
                ViewportSize = new() { Width = 390, Height = 844 },
                HasTouch = true,
                IsMobile = true,
            }
        );
    }

    // Writes previews as the server makes them: ten frames of the clip of ten seconds.
    private async Task StoreAsync()
    {
        var storage = new VaultStorage(vault.Server.DataPath);
        var video = new VideoId(vault.Ready.Id);
        var sheet = await Clips.MakeAsync(
            "seek-previews.jpg",
            ["-f", "lavfi", "-i", "testsrc2=size=160x90:rate=1:duration=10", "-vf", "tile=10x5", "-frames:v", "1"]
        );
        File.Copy(sheet, storage.SeekPreviewSheetPath(video, 1), overwrite: true);
        new SeekPreviews(Interval, FrameWidth, 90, 10, 5, 10).Write(storage.SeekPreviewsPath(video));
    }

    private static async Task HasStartedAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Play Video" }).ClickAsync();
        await Until.TrueAsync(() => page.EvaluateAsync<bool>("document.querySelector('video').currentTime > 0.2"));
        // The controls stay visible.
        await page.EvaluateAsync("document.querySelector('video').pause()");
    }

    private static async Task ShowsFrameAsync(IPage page, int frame)
    {
        var tooltip = page.Locator(".vjs-mouse-display .vjs-time-tooltip");
        await Expect(tooltip).ToBeVisibleAsync();
        await Until.TrueAsync(async () =>
        {
            var style = await tooltip.EvaluateAsync<string[]>(
                "element => [element.style.backgroundImage, element.style.backgroundPositionX, element.style.backgroundSize]"
            );
            // Narrow players show smaller frames.
            var width = double.Parse(style[2].Split("px")[0], null) / 10;
            return style[0].Contains("/seek-previews/1.jpg", StringComparison.Ordinal)
                && Math.Abs(double.Parse(style[1].Split("px")[0], null) + (frame * width)) < 1;
        });
    }

    private static Dictionary<string, object> Touch(string type, params object[] points) =>
        new() { ["type"] = type, ["touchPoints"] = points };
}
