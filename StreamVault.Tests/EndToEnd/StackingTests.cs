using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;
using static StreamVault.Tests.EndToEnd.UploadPage;
using Clip = StreamVault.Tests.Infrastructure.Clip;

namespace StreamVault.Tests.EndToEnd;

/// <summary>The upload tray, the selection bar and the connection banner don't overlap.</summary>
[Collection(Browser.Adding)]
[Trait(Tier.Name, Tier.Browser)]
public sealed class StackingTests(EmptyVault vault) : IClassFixture<EmptyVault>, IAsyncLifetime
{
    public Task InitializeAsync() => vault.EmptyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_tray_the_selection_bar_and_the_connection_banner_do_not_overlap_on_any_screen()
    {
        await vault.Owner.UploadAsync(await Clips.MakeAsync(new Clip(160, 90, 1)), "Summer at the lake");
        await vault.Owner.UploadAsync(await Clips.MakeAsync(new Clip(160, 90, 2)), "Winter in the mountains");

        await OpenAllAsync(
            [(320, 640), (390, 844), (900, 700), (1280, 800)],
            [],
            async pages =>
            {
                await vault.Server.KillAsync();
                foreach (var page in pages)
                {
                    await AssertBannerFitsAsync(page);
                }
            }
        );
    }

    // Opens a page on each screen, so that the server has to be killed only once. The smallest comes first, because later
    // ones also list the unfinished uploads of the others.
    private async Task OpenAllAsync(
        (int Width, int Height)[] screens,
        IPage[] opened,
        Func<IEnumerable<IPage>, Task> thenAsync
    )
    {
        if (screens is not [var (width, height), .. var others])
        {
            await thenAsync(opened);
            return;
        }

        await vault.VisitAsync(
            async page =>
            {
                await AddAndSelectAsync(page);
                await OpenAllAsync(others, [.. opened, page], thenAsync);
            },
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
            },
            $"stacking-{width}-failed"
        );
    }

    private static async Task AddAndSelectAsync(IPage page)
    {
        await page.OpenAsync(StreamVaultUrls.Library);
        await HoldUploadsAsync(page);
        await PickAsync(page, await Clips.SmallAsync());
        await Expect(Tray(page)).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Select", Exact = true }).ClickAsync();
        await page.Locator("article[data-video]").First.ClickAsync();
        await Expect(Selection(page)).ToContainTextAsync("1 video selected");
        await KeepAsync(page, $"stacking-{page.ViewportSize!.Width}");
        await ApartAsync(Tray(page), Selection(page));
    }

    private static async Task AssertBannerFitsAsync(IPage page)
    {
        var (tray, selection, banner) = (Tray(page), Selection(page), page.Locator("#components-reconnect-modal"));
        await Expect(banner).ToContainTextAsync("Connection lost.");
        await KeepAsync(page, $"stacking-{page.ViewportSize!.Width}-lost");
        await ApartAsync(tray, banner);
        await ApartAsync(selection, banner);
        await InsideAsync(page, tray, selection, banner);
    }

    private static ILocator Selection(IPage page) => page.GetByRole(AriaRole.Region, new() { Name = "Selection" });

    // The parts move when another one appears.
    private static async Task ApartAsync(ILocator first, ILocator second)
    {
        var where = "";
        await Until.TrueAsync(
            async () =>
            {
                if (await first.BoundingBoxAsync() is not { } a || await second.BoundingBoxAsync() is not { } b)
                {
                    return false;
                }

                where = $"{first} is at {Words(a)} and {second} at {Words(b)}.";
                return a.X + a.Width <= b.X || b.X + b.Width <= a.X || a.Y + a.Height <= b.Y || b.Y + b.Height <= a.Y;
            },
            because: () => where
        );
    }

    private static async Task InsideAsync(IPage page, params ILocator[] parts)
    {
        foreach (var part in parts)
        {
            var where = "";
            await Until.TrueAsync(
                async () =>
                {
                    if (await part.BoundingBoxAsync() is not { } box)
                    {
                        return false;
                    }

                    where = $"{part} is at {Words(box)}.";
                    return box.X >= 0
                        && box.Y >= 0
                        && box.X + box.Width <= page.ViewportSize!.Width
                        && box.Y + box.Height <= page.ViewportSize.Height;
                },
                because: () => where
            );
        }
    }

    private static string Words(LocatorBoundingBoxResult box) => $"{box.X} {box.Y} {box.Width}x{box.Height}";

    private static async Task KeepAsync(IPage page, string name)
    {
        Directory.CreateDirectory(Repository.Artifacts);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Artifacts, $"{name}.png") });
    }
}
