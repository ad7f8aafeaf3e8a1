using Microsoft.JSInterop;

namespace StreamVault.Web.Components.Shared;

/// <summary>Loads and unloads a component's JavaScript module, and reloads the page.</summary>
internal static class BrowserModules
{
    /// <summary>Loads one of the app's modules; the page's import map resolves it to its current version.</summary>
    /// <param name="browser">The JavaScript runtime of the circuit.</param>
    /// <param name="path">The module's path below the web root.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static ValueTask<IJSObjectReference> ImportAsync(
        this IJSRuntime browser,
        string path,
        CancellationToken cancellationToken
    ) => browser.InvokeAsync<IJSObjectReference>("import", cancellationToken, $"./{path}");

    /// <summary>
    /// Calls the module's <c>detach</c> and disposes it. Does nothing if the browser has disconnected.
    /// </summary>
    public static async ValueTask DetachAsync(this IJSObjectReference? module)
    {
        if (module is null)
        {
            return;
        }

        try
        {
            await module.InvokeVoidAsync("detach");
            await module.DisposeAsync();
        }
        catch (Exception e) when (HasDisconnected(e))
        {
            return;
        }
    }

    /// <summary>
    /// Reloads the page. Unlike <c>NavigationManager.Refresh</c>, this isn't an error if the page ends before it confirms
    /// the call, which a reload usually causes.
    /// </summary>
    public static async Task ReloadPageAsync(this IJSRuntime browser)
    {
        try
        {
            await browser.InvokeVoidAsync("location.reload");
        }
        catch (Exception e) when (HasDisconnected(e))
        {
            return;
        }
    }

    // Calls that the browser didn't answer are cancelled when the circuit ends.
    internal static bool HasDisconnected(Exception e) => e is JSDisconnectedException or OperationCanceledException;
}
