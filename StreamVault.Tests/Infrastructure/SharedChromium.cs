using Microsoft.Playwright;

namespace StreamVault.Tests.Infrastructure;

/// <summary>One Chromium for all that use it at the same time. The last one to release it closes it.</summary>
internal static class SharedChromium
{
    private static readonly SemaphoreSlim Turn = new(1, 1);
    private static int _users;
    private static IPlaywright? _playwright;
    private static IBrowser? _chromium;

    /// <summary>Starts it if it isn't running.</summary>
    public static async Task<IBrowser> AcquireAsync()
    {
        await Turn.WaitAsync();
        try
        {
            _chromium ??= await StartAsync();
            _users++;
            return _chromium;
        }
        finally
        {
            Turn.Release();
        }
    }

    /// <summary>Closes it unless someone else uses it.</summary>
    public static async Task ReleaseAsync()
    {
        await Turn.WaitAsync();
        try
        {
            if (--_users == 0)
            {
                await _chromium!.DisposeAsync();
                _playwright!.Dispose();
                (_chromium, _playwright) = (null, null);
            }
        }
        finally
        {
            Turn.Release();
        }
    }

    private static async Task<IBrowser> StartAsync()
    {
        var program =
            RunProgram.Find("chromium-headless-shell")
            ?? RunProgram.Find("chromium")
            ?? RunProgram.Find("chromium-browser")
            ?? RunProgram.Find("google-chrome")
            ?? throw new InvalidOperationException("Chromium is missing: run script/test, which installs it.");
        // A busy machine must not fail tests.
        Assertions.SetDefaultExpectTimeout((float)Until.Soon.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();
        return await _playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = program,
                Headless = true,
                Args =
                [
                    "--no-sandbox",
                    "--autoplay-policy=no-user-gesture-required",
                    $"--host-resolver-rules=MAP {Browser.InsecureHost} 127.0.0.1",
                ],
            }
        );
    }
}
