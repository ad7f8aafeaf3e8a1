using Microsoft.AspNetCore.Components;
using StreamVault.Core.Library;
using StreamVault.Core.Tokens;
using StreamVault.Web.Problems;
using StreamVault.Web.Security;
using StreamVault.Web.Streaming;

namespace StreamVault.Web.Watch;

/// <summary>
/// Plays the one video of a link to whoever has no player, signed in or not, and says nothing else of the vault. Works
/// without a circuit: strangers hold no memory of the server, and a phone may sleep in the middle.
/// </summary>
public sealed partial class LinkPage : ComponentBase
{
    private Video? _video;
    private DateTimeOffset? _ends;
    private TimeSpan? _wait;

    /// <summary>The secret.</summary>
    [Parameter]
    public string Token { get; set; } = "";

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = default!;

    [Inject]
    private AccessTokens Tokens { get; set; } = default!;

    [Inject]
    private WrongTokens WrongTokens { get; set; } = default!;

    [Inject]
    private VideoLibrary Videos { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        KeepToItself(HttpContext.Response.Headers);
        var token = Tokens.Find(Token);
        _ends = token?.ExpiresAt;
        if (token is null)
        {
            Refuse();
            return;
        }

        if (Tokens.HasExpired(token))
        {
            HttpContext.Response.StatusCode = StatusCodes.Status410Gone;
            return;
        }

        _video = await Videos.FindAsync(token.VideoId, HttpContext.RequestAborted);
        if (_video is null)
        {
            // Deleted a moment ago; its links go with it.
            (_ends, HttpContext.Response.StatusCode) = (null, StatusCodes.Status403Forbidden);
        }
    }

    private void Refuse()
    {
        _wait = WrongTokens.Count(HttpContext, Token);
        if (_wait is { } wait)
        {
            HttpContext.Response.SayWhenToRetry(wait);
            HttpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        // Not 404: the framework would show its own page, which leads into the vault. Playlists say 403 too.
        HttpContext.Response.StatusCode = StatusCodes.Status403Forbidden;
    }

    // The address is the secret: it must not reach a search engine, another site or a shared cache.
    private static void KeepToItself(IHeaderDictionary headers)
    {
        headers["X-Robots-Tag"] = "noindex, nofollow";
        SecurityHeaders.KeepAddressSecret(headers);
        headers.CacheControl = "no-store";
    }
}
