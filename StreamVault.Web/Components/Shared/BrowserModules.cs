using Microsoft.JSInterop;

namespace StreamVault.Web.Components.Shared;

/// <summary>Loads and unloads a component's JavaScript module.</summary>
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
        catch (JSDisconnectedException)
        {
            return;
        }
    }
}
