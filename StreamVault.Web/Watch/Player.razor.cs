using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Watch;

/// <summary>
/// Plays a ready video in the page. On a page without a circuit a script of that page has to attach the player.
/// </summary>
public sealed partial class Player : ComponentBase, IAsyncDisposable
{
    private ElementReference _host;
    private IJSObjectReference? _module;
    private bool _gone;

    /// <summary>The multivariant playlist of a ready video.</summary>
    [Parameter, EditorRequired]
    public required string Source { get; set; }

    /// <summary>The still picture that is shown before it plays.</summary>
    [Parameter, EditorRequired]
    public required string Poster { get; set; }

    /// <summary>Where to sign in again when the session ends; null where none is needed.</summary>
    [Parameter]
    public string? SignIn { get; set; }

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _module = await Browser.ImportAsync("js/player/player.js", CancellationToken.None);
            if (_gone)
            {
                await _module.DetachAsync();
                return;
            }

            await _module.InvokeVoidAsync("attach", _host);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _gone = true;
        await _module.DetachAsync();
    }
}
