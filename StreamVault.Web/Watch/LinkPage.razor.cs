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
/// Plays the video of a link in a browser, signed in or not, and reveals nothing else about the vault. Players get
/// the playlist from the same address. Needs no circuit: visitors use no server memory, and the page survives a phone's
/// standby.
/// </summary>
public sealed partial class LinkPage : ComponentBase
{
    private Video? _video;
    private DateTimeOffset? _ends;
    private TimeSpan? _wait;
    private bool _previews;

    /// <summary>The link's secret.</summary>
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

    // Apps create previews from the head. If the owner turned previews off, the title is only in the body.
    private string HeadTitle => _previews ? _video!.Title : "Shared video";

    private string Description =>
        _video?.DurationSeconds is { } seconds ? $"Shared video, {Readable.Length(seconds)}" : "Shared video";

    private string PlaylistUrl =>
        StreamVaultUrls.WithToken(StreamVaultUrls.MultivariantPlaylist(_video!.Id), Token).FromBase();

    private string PosterUrl => StreamVaultUrls.WithToken(StreamVaultUrls.Poster(_video!.Id), Token).FromBase();

    private string SheetUrl(int sheet) =>
        StreamVaultUrls.WithToken(StreamVaultUrls.SeekPreviewSheet(_video!.Id, sheet), Token).FromBase();

    private Uri Server => new(Navigation.BaseUri);

    private string PageUrl => StreamVaultUrls.LinkPage(Server, Token);

    // Previews appear on other sites, so the address has to be absolute.
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
            // The video was deleted after its token was checked.
            HttpContext.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        _ends = token.ExpiresAt;
        _previews = _video.Status == VideoStatus.Ready && await Previews.AreEnabledAsync(HttpContext.RequestAborted);
    }
}
