using Microsoft.AspNetCore.Components;
using MudBlazor;
using StreamVault.Core.Entities;
using StreamVault.Core.Tokens;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Tokens;

/// <summary>One link: what it is for, who used it last, and everything that can be done with it.</summary>
public sealed partial class LinkCard : ComponentBase
{
    private bool _open;
    private bool _wasFresh;

    /// <summary>The link.</summary>
    [Parameter, EditorRequired]
    public required TokenListing Listing { get; set; }

    /// <summary>Whether the title of its video stands there.</summary>
    [Parameter]
    public bool ShowVideo { get; set; }

    /// <summary>Whether it was just created; then it is expanded.</summary>
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

    // Without the key that decrypts it a link still works, but can't be shown.
    private bool IsShown => State != LinkState.Expired && Token.Token is not null;

    private string Secret => Token.Token ?? "";

    // The address the person sees is the one under which other devices find the server too.
    private Uri Server => new(Navigation.BaseUri);

    private string Url => StreamVaultUrls.LinkPage(Server, Secret);

    private string PlaylistUrl => StreamVaultUrls.MultivariantPlaylist(Server, Token.VideoId, Secret);

    private string Label => Token.Description ?? "Untitled link";

    private string Name => Token.Description ?? $"link made {Readable.DateAndTime(Token.CreatedAt, Clock)}";

    private LinkState State =>
        Tokens.HasExpired(Token) ? LinkState.Expired
        : Token.LastUsedAt is null ? LinkState.Unused
        : LinkState.Used;

    private string StateWords =>
        State switch
        {
            LinkState.Expired => "Expired",
            _ => LinkUse.Words(Token, Clock),
        };

    private string? Limit => Token.MaxViewers is { } most ? $"Viewer limit: {most}" : null;

    private string StateIcon =>
        State switch
        {
            LinkState.Expired => Icons.Material.Rounded.TimerOff,
            LinkState.Unused => Icons.Material.Rounded.HourglassEmpty,
            _ => Icons.Material.Rounded.PlayCircle,
        };

    private string Ends =>
        Token.ExpiresAt is not { } end ? "Never expires"
        : State == LinkState.Expired ? $"Ended {Readable.Ago(end, Clock)}"
        : $"Expires in {Readable.Span(end - Clock.GetUtcNow())}";

    protected override void OnParametersSet()
    {
        // The list may have shown it a moment before it was known that it is the new one.
        _open |= Fresh && !_wasFresh;
        _wasFresh = Fresh;
    }

    private async Task TurnOffAsync()
    {
        const string words =
            "Players that use it can load nothing more, and you can't turn it on again. The video itself stays.";
        (string, string)[] details =
        [
            ("Video", Listing.VideoTitle),
            ("Link", Label),
            ("Made", Readable.DateAndTime(Token.CreatedAt, Clock)),
            ("Use", LinkUse.Words(Token, Clock)),
        ];
        if (await ConfirmDialog.AskAsync(Dialogs, "Turn off this link?", words, "Turn off", details))
        {
            await Tokens.RevokeAsync(Token.Id, CancellationToken.None);
        }
    }
}
