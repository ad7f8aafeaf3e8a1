using Microsoft.Playwright;

namespace StreamVault.Tests.EndToEnd;

/// <summary>Upload actions on a page.</summary>
internal static class UploadPage
{
    /// <summary>Drops files and folders with real input events, because scripts can't create folders.</summary>
    public static async Task DropAsync(IPage page, params string[] paths)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        foreach (var step in (string[])["dragEnter", "dragOver", "drop"])
        {
            await session.SendAsync(
                "Input.dispatchDragEvent",
                new()
                {
                    ["type"] = step,
                    ["x"] = 400,
                    ["y"] = 300,
                    ["data"] = new
                    {
                        items = Array.Empty<object>(),
                        files = paths,
                        dragOperationsMask = 1,
                    },
                }
            );
        }
    }

    /// <summary>Throttles the network, so that the progress of uploads can be observed.</summary>
    public static async Task SlowDownAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync(
            "Network.emulateNetworkConditions",
            new()
            {
                ["offline"] = false,
                ["latency"] = 10,
                ["downloadThroughput"] = 10_000_000,
                ["uploadThroughput"] = 150_000,
            }
        );
    }

    public static ILocator Tray(IPage page) => page.GetByRole(AriaRole.Region, new() { Name = "Uploads" });

    public static async Task PickAsync(IPage page, params string[] files)
    {
        var choosing = page.WaitForFileChooserAsync();
        // The button is in the top bar on wide screens and in the bottom bar on narrow ones.
        await page.Locator("[data-add-videos]:visible").First.ClickAsync();
        await (await choosing).SetFilesAsync(files);
    }

    public static async Task<UploadGate> HoldUploadsAsync(IPage page)
    {
        var gate = new UploadGate();
        await page.RouteAsync("**/api/uploads/*", gate.HandleAsync);
        return gate;
    }
}
