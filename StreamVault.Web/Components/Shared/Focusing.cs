using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace StreamVault.Web.Components.Shared;

/// <summary>Moves the keyboard focus.</summary>
internal static class Focusing
{
    /// <summary>
    /// Focuses an element if the browser still shows it. The user may have caused another render in the meantime, which
    /// removed it, and an exception here would replace the whole page.
    /// </summary>
    /// <param name="element">The element.</param>
    /// <param name="preventScroll">Whether the page must not scroll to it.</param>
    public static async ValueTask TryFocusAsync(this ElementReference element, bool preventScroll = false)
    {
        try
        {
            await element.FocusAsync(preventScroll);
        }
        catch (JSException)
        {
            // The element is gone: the focus stays where the browser put it.
            return;
        }
        catch (Exception e) when (BrowserModules.HasDisconnected(e))
        {
            return;
        }
    }
}
