using StreamVault.Core.Entities;
using StreamVault.Core.Tokens;

namespace StreamVault.Web.Streaming;

/// <summary>The result of checking a link.</summary>
internal abstract record LinkCheck
{
    private LinkCheck() { }

    /// <summary>It opens the video of this token.</summary>
    public sealed record Opens(AccessToken Token) : LinkCheck;

    /// <summary>It expired.</summary>
    /// <param name="At">The moment it stopped working.</param>
    public sealed record Expired(DateTimeOffset At) : LinkCheck;

    /// <summary>No such link exists, it was revoked, or its video is in the trash.</summary>
    public sealed record Unknown : LinkCheck;

    /// <summary>Too many invalid links were opened from the client's address.</summary>
    /// <param name="Wait">How long it has to wait.</param>
    public sealed record Throttled(TimeSpan Wait) : LinkCheck;

    /// <summary>The status code to answer with.</summary>
    public int StatusCode =>
        this switch
        {
            Opens => StatusCodes.Status200OK,
            Expired => StatusCodes.Status410Gone,
            Throttled => StatusCodes.Status429TooManyRequests,
            // Not 404: the framework would show its own page, which links to the vault. Playlists return 403 too.
            _ => StatusCodes.Status403Forbidden,
        };
}

/// <summary>Checks links and counts wrong ones by address. Does no database work. Thread-safe.</summary>
internal sealed class LinkChecks(AccessTokens tokens, WrongTokenThrottle wrongTokens)
{
    /// <summary>
    /// The message that visitors see instead of a video. It is the same for all links that don't exist or are off, so
    /// that it doesn't reveal whether the video is in the trash.
    /// </summary>
    public const string Unavailable = $"{NoLongerWorks}. {AskForNew}";

    /// <summary>The heading of <see cref="Unavailable"/>.</summary>
    public const string NoLongerWorks = "This link no longer works";

    /// <summary>The text below <see cref="NoLongerWorks"/>.</summary>
    public const string AskForNew = "It expired or was turned off. Ask for a new one.";

    /// <summary>Checks the secret of a link.</summary>
    /// <param name="context">The request.</param>
    /// <param name="secret">The secret from the request.</param>
    public LinkCheck Check(HttpContext context, string secret) =>
        tokens.Find(secret) is not { } token
            ? wrongTokens.Count(context, secret) is { } wait
                ? new LinkCheck.Throttled(wait)
                : new LinkCheck.Unknown()
            : token.ExpiresAt is { } end && tokens.HasExpired(token)
                ? new LinkCheck.Expired(end)
                : tokens.IsOff(token)
                    ? new LinkCheck.Unknown()
                    : new LinkCheck.Opens(token);

    /// <summary>
    /// Keeps responses at a link's URL, which is secret, out of search engines and shared caches. The security headers are
    /// set for all responses in <see cref="Security.SecurityHeaders"/>.
    /// </summary>
    public static void Guard(IHeaderDictionary headers)
    {
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers.CacheControl = "no-store";
        PlayerClient.AddVary(headers);
    }
}
