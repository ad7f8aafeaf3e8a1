using Microsoft.JSInterop;

namespace StreamVault.Web.Components.Shared;

/// <summary>Loads and lets go of a component's own part in the browser.</summary>
internal static class BrowserModules
{
    /// <summary>Loads a module of ours; the import map of the page leads to its present version.</summary>
    /// <param name="browser">The circuit's browser.</param>
    /// <param name="path">The module's path below the web root.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public static ValueTask<IJSObjectReference> ImportAsync(
        this IJSRuntime browser,
        string path,
        CancellationToken cancellationToken
    ) => browser.InvokeAsync<IJSObjectReference>("import", cancellationToken, $"./{path}");

    /// <summary>Calls the module's <c>detach</c> and disposes it. A browser that is gone has let go already.</summary>
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
