using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;
using static StreamVault.Tests.EndToEnd.UploadPage;
using Clip = StreamVault.Tests.Infrastructure.Clip;

namespace StreamVault.Tests.EndToEnd;

/// <summary>The upload tray, the selection bar and the connection banner don't overlap.</summary>
[Collection(Browser.Name)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class StackingTests(Browser browser, EmptyVault vault) : IClassFixture<EmptyVault>, IAsyncLifetime
{
    public Task InitializeAsync() => vault.EmptyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(1280, 800)]
    [InlineData(900, 700)]
    [InlineData(390, 844)]
    [InlineData(320, 640)]
    public async Task The_tray_the_selection_bar_and_the_connection_banner_do_not_overlap(int width, int height)
    {
        var clip = await Clips.SmallAsync();
        await vault.Owner.UploadAsync(await Clips.MakeAsync(new Clip(160, 90, 1)), "Summer at the lake");
        await vault.Owner.UploadAsync(await Clips.MakeAsync(new Clip(160, 90, 2)), "Winter in the mountains");
        var isAway = false;
        try
        {
            await browser.VisitAsync(
                vault.Server.Address,
                async page =>
                {
                    await page.SignInAsync();
                    await HoldUploadsAsync(page);
                    await PickAsync(page, clip);
                    await Expect(Tray(page)).ToBeVisibleAsync();
                    await page.GetByRole(AriaRole.Button, new() { Name = "Select", Exact = true }).ClickAsync();
                    await page.Locator("article[data-video]").First.ClickAsync();
                    var selection = page.GetByRole(AriaRole.Region, new() { Name = "Selection" });
                    await Expect(selection).ToContainTextAsync("1 video selected");
                    await KeepAsync(page, $"stacking-{width}");
                    await ApartAsync(Tray(page), selection);

                    await vault.Server.KillAsync();
                    isAway = true;
                    var banner = page.Locator("#components-reconnect-modal");
                    await Expect(banner).ToContainTextAsync("Connection lost.");

                    await KeepAsync(page, $"stacking-{width}-lost");
                    await ApartAsync(Tray(page), banner);
                    await ApartAsync(selection, banner);
                    await InsideAsync(page, Tray(page), selection, banner);
                },
                new()
                {
                    ViewportSize = new() { Width = width, Height = height },
                },
                $"{nameof(The_tray_the_selection_bar_and_the_connection_banner_do_not_overlap)}-{width}"
            );
        }
        finally
        {
            if (isAway)
            {
                await vault.Server.StartAgainAsync();
            }
        }
    }

    private static async Task ApartAsync(ILocator first, ILocator second)
    {
        var (a, b) = ((await first.BoundingBoxAsync())!, (await second.BoundingBoxAsync())!);
        var areApart = a.X + a.Width <= b.X || b.X + b.Width <= a.X || a.Y + a.Height <= b.Y || b.Y + b.Height <= a.Y;
        areApart.Should().BeTrue("{0} is at {1} and {2} at {3}", first, Words(a), second, Words(b));
    }

    private static async Task InsideAsync(IPage page, params ILocator[] parts)
    {
        foreach (var part in parts)
        {
            var box = (await part.BoundingBoxAsync())!;
            var isInside =
                box.X >= 0
                && box.Y >= 0
                && box.X + box.Width <= page.ViewportSize!.Width
                && box.Y + box.Height <= page.ViewportSize.Height;
            isInside.Should().BeTrue("{0} is at {1}", part, Words(box));
        }
    }

    private static string Words(LocatorBoundingBoxResult box) => $"{box.X} {box.Y} {box.Width}x{box.Height}";

    private static async Task KeepAsync(IPage page, string name)
    {
        Directory.CreateDirectory(Repository.Artifacts);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Artifacts, $"{name}.png") });
    }
}
