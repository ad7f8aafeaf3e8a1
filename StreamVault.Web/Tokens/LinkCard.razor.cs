using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.Entities;
using StreamVault.Core.Tokens;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Tokens;

/// <summary>A link: its label, usage and actions.</summary>
public sealed partial class LinkCard : ComponentBase
{
    private bool _open;
    private bool _wasFresh;

    /// <summary>The link.</summary>
    [Parameter, EditorRequired]
    public required TokenListing Listing { get; set; }

    /// <summary>Whether to show the video's title.</summary>
    [Parameter]
    public bool ShowVideo { get; set; }

    /// <summary>Whether it was just created; then it is expanded, and its address is shown above the list.</summary>
    [Parameter]
    public bool Fresh { get; set; }

    [Inject]
    private AccessTokens Tokens { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private AccessToken Token => Listing.Token;

    // A link still works without the key that decrypts it, but it can't be shown.
    private bool CanBeShown => State != LinkState.Expired && Token.Token is not null;

    private string Secret => Token.Token ?? "";

    // Other devices can reach the server at the address in the user's browser.
    private Uri Server => new(Navigation.BaseUri);

    private string Url => StreamVaultUrls.LinkPage(Server, Secret);

    private string PlaylistUrl => StreamVaultUrls.MultivariantPlaylist(Server, Token.VideoId, Secret);

    private string Label => Token.Description ?? "Untitled link";

    private string Name => Token.Description ?? $"link created {Readable.DateAndTime(Token.CreatedAt, Clock)}";

    private LinkState State =>
        Tokens.HasExpired(Token) ? LinkState.Expired
        : Token.LastUsedAt is null ? LinkState.Unused
        : LinkState.Used;

    private string StateText =>
        State == LinkState.Expired
            ? $"Expired {Readable.Ago(Token.ExpiresAt!.Value, Clock)}"
            : LinkUse.Describe(Token, Clock);

    private string? Limit => Token.MaxViewers is { } most ? $"Viewer limit: {most}" : null;

    private string StateIcon =>
        State switch
        {
            LinkState.Expired => Icons.Material.Rounded.TimerOff,
            LinkState.Unused => Icons.Material.Rounded.HourglassEmpty,
            _ => Icons.Material.Rounded.PlayCircle,
        };

    private string Expiry =>
        Token.ExpiresAt is { } end ? $"Expires in {Readable.Span(end - Clock.GetUtcNow())}" : "Never expires";

    protected override void OnParametersSet()
    {
        // The list may have rendered it before it was known to be the new one.
        _open |= Fresh && !_wasFresh;
        _wasFresh = Fresh;
    }

    private async Task TurnOffAsync()
    {
        const string text = "It stops working right away, and you can't turn it on again. The video isn't deleted.";
        (string, string)[] details =
        [
            ("Video", Listing.VideoTitle),
            ("Link", Label),
            ("Created", Readable.DateAndTime(Token.CreatedAt, Clock)),
            ("Usage", LinkUse.Describe(Token, Clock)),
        ];
        if (await ConfirmDialog.AskAsync(Dialogs, "Turn off this link?", text, "Turn off", details))
        {
            await Tokens.RevokeAsync(Token.Id, CancellationToken.None);
        }
    }
}
