using Microsoft.AspNetCore.Components;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;
using StreamVault.Core.Tokens;
using StreamVault.Web.Components.Shared;
using StreamVault.Web.Problems;
using StreamVault.Web.Security;
using StreamVault.Web.Streaming;

namespace StreamVault.Web.Watch;

/// <summary>
/// Plays the one video of a link in a browser, signed in or not, and reveals nothing else about the vault. Players get
/// the playlist at the same address instead. Works without a circuit: visitors use no server memory, and a phone may
/// sleep meanwhile.
/// </summary>
public sealed partial class LinkPage : ComponentBase
{
    private Video? _video;
    private DateTimeOffset? _ends;
    private TimeSpan? _wait;
    private bool _previews;

    /// <summary>The secret.</summary>
    [Parameter]
    public string Token { get; set; } = "";

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = default!;

    [Inject]
    private LinkChecks Links { get; set; } = default!;

    [Inject]
    private LinkPreviews Previews { get; set; } = default!;

    [Inject]
    private VideoLibrary Videos { get; set; } = default!;

    [Inject]
    private VaultStorage Storage { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    // Previews are made from the head. If the owner turned them off, the title is only on the page itself.
    private string HeadTitle => _previews ? _video!.Title : "Shared video";

    private string Description =>
        _video?.DurationSeconds is { } seconds ? $"Shared video, {Readable.Length(seconds)}" : "Shared video";

    private string PlaylistUrl =>
        StreamVaultUrls.WithToken(StreamVaultUrls.MultivariantPlaylist(_video!.Id), Token).FromBase();

    private string PosterUrl => StreamVaultUrls.WithToken(StreamVaultUrls.Poster(_video!.Id), Token).FromBase();

    private Uri Server => new(Navigation.BaseUri);

    private string PageUrl => StreamVaultUrls.LinkPage(Server, Token);

    // Previews are shown on other sites, so the address has to be absolute.
    private string? PreviewImage =>
        File.Exists(Storage.PosterPath(_video!.Id)) ? StreamVaultUrls.Poster(Server, _video.Id, Token) : null;

    protected override async Task OnInitializedAsync()
    {
        LinkChecks.Guard(HttpContext.Response.Headers);
        var check = Links.Check(HttpContext, Token);
        HttpContext.Response.StatusCode = check.StatusCode;
        switch (check)
        {
            case LinkCheck.Opens opens:
                await OpenAsync(opens.Token);
                break;
            case LinkCheck.Expired expired:
                _ends = expired.At;
                break;
            case LinkCheck.Throttled throttled:
                _wait = throttled.Wait;
                HttpContext.Response.SayWhenToRetry(throttled.Wait);
                break;
        }
    }

    private async Task OpenAsync(AccessToken token)
    {
        _video = await Videos.FindAsync(token.VideoId, HttpContext.RequestAborted);
        if (_video is null)
        {
            // Deleted a moment ago; its links go with it.
            HttpContext.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        _ends = token.ExpiresAt;
        _previews = _video.Status == VideoStatus.Ready && await Previews.AreEnabledAsync(HttpContext.RequestAborted);
    }
}
