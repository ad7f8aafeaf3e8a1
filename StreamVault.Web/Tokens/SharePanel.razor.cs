using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using StreamVault.Core.Entities;
using StreamVault.Core.Tokens;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Tokens;

/// <summary>Makes links to one video in one click, and shows those there are.</summary>
public sealed partial class SharePanel : LiveComponent
{
    private ElementReference _heading;
    private IReadOnlyList<TokenListing>? _links;
    private IReadOnlyList<LinkLifetime> _lifetimes = [];
    private LinkLifetime _lifetime;
    private int? _maxViewers;
    private string? _label;
    private string? _fault;
    private Guid? _made;
    private string? _madeUrl;
    private bool _copies;
    private CopyButton? _copy;
    private bool _making;

    /// <summary>The video to share.</summary>
    [Parameter, EditorRequired]
    public required Video Video { get; set; }

    /// <summary>Asked to close the panel.</summary>
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
        Follow<TokenChange>(Note);
        RedrawEvery(TimeSpan.FromSeconds(30));
        await ReadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _heading.FocusAsync();
        }

        if (_copies && _copy is not null)
        {
            _copies = false;
            await using var module = await Browser.ImportAsync("js/copy.js", CancellationToken.None);
            await module.InvokeVoidAsync("copyFrom", _copy.Element);
        }
    }

    private void Note(TokenChange change)
    {
        if (change.Video == Video.Id)
        {
            Outdate();
        }
    }

    protected override async Task ReadAsync()
    {
        _links = await Tokens.ListAsync(Video.Id, Leaving);
        if (_links.All(listing => listing.Token.Id != _made))
        {
            // It was turned off.
            (_made, _madeUrl) = (null, null);
        }
    }

    private async Task MakeAsync()
    {
        _fault =
            PlainText.Fault("The label", _label, AccessToken.MaxDescriptionLength)
            ?? (
                _maxViewers is < 1 or > AccessToken.MostViewers
                    ? $"The viewer limit can be 1 to {AccessToken.MostViewers}. Leave it empty for no limit."
                    : null
            );
        if (_fault is not null || _making)
        {
            return;
        }

        _making = true;
        var ends = _lifetime.End(Clock.GetUtcNow());
        var made = await Tokens.CreateAsync(Video.Id, _label, ends, _maxViewers, CancellationToken.None);
        _making = false;
        if (made is null)
        {
            _fault = "This video was deleted meanwhile.";
            return;
        }

        (_made, _label, _maxViewers) = (made.Id, null, null);
        // Other devices can reach the server at the address in the user's browser.
        _madeUrl = StreamVaultUrls.LinkPage(new Uri(Navigation.BaseUri), made.Token!);
        _copies = true;
        await ReadAsync();
    }
}
