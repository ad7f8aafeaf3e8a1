using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.EndToEnd;

/// <summary>Actions on the pages that several tests need.</summary>
internal static class PageActions
{
    /// <summary>Creates the account of <see cref="SignedInClient"/> on the setup page.</summary>
    public static async Task CreateAccountAsync(this IPage page)
    {
        await page.GotoAsync(StreamVaultUrls.Setup);
        await page.FillAccountAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
    }

    /// <summary>Fills in the account of <see cref="SignedInClient"/> on the setup page.</summary>
    public static async Task FillAccountAsync(this IPage page)
    {
        await page.GetByLabel("Username").FillAsync(SignedInClient.Username);
        await page.GetByLabel("Password (at least 10 characters)").FillAsync(SignedInClient.Password);
        await page.GetByLabel("Confirm password").FillAsync(SignedInClient.Password);
    }

    /// <summary>Signs in with the account of <see cref="SignedInClient"/>, and waits until the library is interactive.</summary>
    public static async Task SignInAsync(this IPage page)
    {
        await page.GotoAsync(StreamVaultUrls.SignIn);
        await page.GetByLabel("Username").FillAsync(SignedInClient.Username);
        await page.GetByLabel("Password").FillAsync(SignedInClient.Password);
        await page.LiveAfterAsync(() =>
            page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync()
        );
    }

    /// <summary>Signs in with a new profile.</summary>
    /// <returns>Its cookies, for <c>StorageState</c>.</returns>
    public static async Task<string> SignInAsync(this Browser browser, ServerProcess server)
    {
        var session = "";
        await browser.VisitAsync(
            server.Address,
            async page =>
            {
                await page.SignInAsync();
                session = await page.Context.StorageStateAsync();
            }
        );
        return session;
    }

    /// <summary>Opens a page and waits until it is interactive.</summary>
    public static Task OpenAsync(this IPage page, string url) => page.LiveAfterAsync(() => page.GotoAsync(url));

    /// <summary>
    /// Loads a page, and waits until its circuit has rendered it and focused its heading. From then on it is interactive.
    /// </summary>
    public static async Task LiveAfterAsync(this IPage page, Func<Task> load)
    {
        var rendered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        page.WebSocket += Listen;
        await load();
        await rendered.Task.WaitAsync(Until.Soon);
        page.WebSocket -= Listen;
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();

        void Listen(object? sender, IWebSocket socket) =>
            socket.FrameSent += (_, frame) =>
            {
                if (frame.Binary.AsSpan().IndexOf("OnRenderCompleted"u8) >= 0)
                {
                    rendered.TrySetResult();
                }
            };
    }

    /// <summary>Drags files over the window and drops them.</summary>
    public static async Task DropAsync(this IPage page, params string[] paths)
    {
        var files = paths.Select(path => new
        {
            Name = Path.GetFileName(path),
            Bytes = Convert.ToBase64String(File.ReadAllBytes(path)),
        });
        var transfer = await page.EvaluateHandleAsync(
            """
            (files) => {
              const transfer = new DataTransfer();
              for (const file of files) {
                const bytes = Uint8Array.from(atob(file.bytes), (letter) => letter.charCodeAt(0));
                transfer.items.add(new File([bytes], file.name, { type: "video/mp4" }));
              }
              return transfer;
            }
            """,
            files.Select(file => new { name = file.Name, bytes = file.Bytes }).ToArray()
        );
        await page.DispatchEventAsync("body", "dragenter", new { dataTransfer = transfer });
        await Assertions.Expect(page.GetByText("Drop to add to your vault")).ToBeVisibleAsync();
        await page.DispatchEventAsync("body", "dragover", new { dataTransfer = transfer });
        await page.DispatchEventAsync("body", "drop", new { dataTransfer = transfer });
    }
}
