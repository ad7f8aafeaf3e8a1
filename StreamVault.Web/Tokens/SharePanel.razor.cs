using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using StreamVault.Core.Entities;
using StreamVault.Core.Tokens;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Tokens;

/// <summary>Creates and lists the links of a video.</summary>
public sealed partial class SharePanel : LiveComponent
{
    private ElementReference _heading;
    private IReadOnlyList<TokenListing>? _links;
    private IReadOnlyList<LinkLifetime> _lifetimes = [];
    private LinkLifetime _lifetime;
    private int? _maxViewers;
    private string? _label;
    private string? _error;
    private Guid? _created;
    private string? _createdUrl;
    private bool _copyPending;
    private CopyButton? _copy;
    private bool _isCreating;

    /// <summary>The video to share.</summary>
    [Parameter, EditorRequired]
    public required Video Video { get; set; }

    /// <summary>Called to close the panel.</summary>
    [Parameter]
    public EventCallback Close { get; set; }

    [Inject]
    private AccessTokens Tokens { get; set; } = default!;

    [Inject]
    private IOptions<TokenOptions> Options { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        (_lifetimes, _lifetime) = (LinkLifetime.Choices(Options.Value), new LinkLifetime(Options.Value.Suggested));
        Subscribe<TokenChange>(OnTokenChanged);
        RedrawEvery(TimeSpan.FromSeconds(30));
        await ReadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _heading.TryFocusAsync();
        }

        if (_copyPending && _copy is not null)
        {
            _copyPending = false;
            await using var module = await Browser.ImportAsync("js/copy.js", CancellationToken.None);
            await module.InvokeVoidAsync("copyFrom", _copy.Element);
        }
    }

    private void OnTokenChanged(TokenChange change)
    {
        if (change.Video == Video.Id)
        {
            Invalidate();
        }
    }

    protected override async Task ReadAsync()
    {
        _links = await Tokens.ListAsync(Video.Id, withPrivate: true, DisposalToken);
        if (_links.All(listing => listing.Token.Id != _created))
        {
            // It was turned off.
            (_created, _createdUrl) = (null, null);
        }
    }

    private async Task CreateAsync()
    {
        _error =
            PlainText.Fault("The label", _label, AccessToken.MaxDescriptionLength)
            ?? (
                _maxViewers is < 1 or > AccessToken.MaxViewerLimit
                    ? $"The viewer limit must be from 1 to {AccessToken.MaxViewerLimit}. Leave it empty for no limit."
                    : null
            );
        if (_error is not null || _isCreating)
        {
            return;
        }

        _isCreating = true;
        var ends = _lifetime.End(Clock.GetUtcNow());
        var created = await Tokens.CreateAsync(Video.Id, _label, ends, _maxViewers, CancellationToken.None);
        _isCreating = false;
        if (created is null)
        {
            _error = "This video has been deleted.";
            return;
        }

        (_created, _label, _maxViewers) = (created.Id, null, null);
        // Other devices can reach the server at the address in the user's browser.
        _createdUrl = StreamVaultUrls.LinkPage(new Uri(Navigation.BaseUri), created.Token!);
        _copyPending = true;
        await ReadAsync();
    }
}
