using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using StreamVault.Core.Library;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Watch;

/// <summary>Plays a ready video in the page, as the signed-in session.</summary>
public sealed partial class Player : ComponentBase, IAsyncDisposable
{
    private ElementReference _host;
    private IJSObjectReference? _module;
    private bool _gone;

    /// <summary>The video; it must be ready.</summary>
    [Parameter, EditorRequired]
    public required Video Video { get; set; }

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

            await _module.InvokeVoidAsync(
                "attach",
                _host,
                StreamVaultUrls.MultivariantPlaylist(Video.Id),
                StreamVaultUrls.Poster(Video.Id)
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        _gone = true;
        await _module.DetachAsync();
    }
}
