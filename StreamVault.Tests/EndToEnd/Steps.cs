using Microsoft.Playwright;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.EndToEnd;

/// <summary>What people do on the pages, step by step.</summary>
internal static class Steps
{
    /// <summary>Makes the account of <see cref="SignedInClient"/> on the first-run page.</summary>
    public static async Task CreateAccountAsync(this IPage page)
    {
        await page.GotoAsync(StreamVaultUrls.Setup);
        await page.FillAccountAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the account" }).ClickAsync();
    }

    /// <summary>Fills in the account of <see cref="SignedInClient"/> on the first-run page.</summary>
    public static async Task FillAccountAsync(this IPage page)
    {
        await page.GetByLabel("Name").FillAsync(SignedInClient.Username);
        await page.GetByLabel("Password (at least 10 characters)").FillAsync(SignedInClient.Password);
        await page.GetByLabel("Password again").FillAsync(SignedInClient.Password);
    }

    /// <summary>Signs in with the account of <see cref="SignedInClient"/>, and waits until the library is live.</summary>
    public static async Task SignInAsync(this IPage page)
    {
        await page.GotoAsync(StreamVaultUrls.SignIn);
        await page.GetByLabel("Name").FillAsync(SignedInClient.Username);
        await page.GetByLabel("Password").FillAsync(SignedInClient.Password);
        await page.LiveAfterAsync(() =>
            page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync()
        );
    }

    /// <summary>Opens a page of the application and waits until it answers to clicks.</summary>
    public static Task OpenAsync(this IPage page, string url) => page.LiveAfterAsync(() => page.GotoAsync(url));

    /// <summary>
    /// Does what loads a page, and waits until its connection to the server has drawn it and put the focus on its heading:
    /// from then on it answers to clicks.
    /// </summary>
    public static async Task LiveAfterAsync(this IPage page, Func<Task> load)
    {
        var drawn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        page.WebSocket += Listen;
        await load();
        await drawn.Task.WaitAsync(Until.Soon);
        page.WebSocket -= Listen;
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();

        void Listen(object? sender, IWebSocket socket) =>
            socket.FrameSent += (_, frame) =>
            {
                if (frame.Binary.AsSpan().IndexOf("OnRenderCompleted"u8) >= 0)
                {
                    drawn.TrySetResult();
                }
            };
    }

    /// <summary>Drags files over the window and lets them fall, as a person does from the desktop.</summary>
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
