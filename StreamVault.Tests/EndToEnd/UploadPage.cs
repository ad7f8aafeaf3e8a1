using Microsoft.Playwright;

namespace StreamVault.Tests.EndToEnd;

/// <summary>What a person does with uploads on a page.</summary>
internal static class UploadPage
{
    /// <summary>Drops files and folders as a hand does it: a page can't make up a folder.</summary>
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

    /// <summary>Makes the line one as at home: what is sent can be watched.</summary>
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
        // The top bar has it on wide screens, the bottom bar on narrow ones.
        await page.Locator("[data-add-videos]:visible").First.ClickAsync();
        await (await choosing).SetFilesAsync(files);
    }

    public static async Task<HeldBytes> HoldBytesAsync(IPage page)
    {
        var held = new HeldBytes();
        await page.RouteAsync("**/api/uploads/*", held.HandleAsync);
        return held;
    }
}
