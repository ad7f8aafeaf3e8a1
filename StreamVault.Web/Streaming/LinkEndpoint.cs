using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Streaming;

/// <summary>The address of a link, for clients that don't want its page.</summary>
internal static class LinkEndpoint
{
    /// <summary>Redirects a player to the multivariant playlist.</summary>
    public static Results<RedirectHttpResult, ProblemHttpResult> Play(
        string token,
        LinkChecks links,
        HttpContext context
    )
    {
        LinkChecks.Guard(context.Response.Headers);
        switch (links.Check(context, token))
        {
            case LinkCheck.Opens opens:
                var playlist = StreamVaultUrls.MultivariantPlaylist(opens.Token.VideoId);
                // Relative to the host, so that the external address need not be known.
                return TypedResults.LocalRedirect(
                    context.Request.PathBase + StreamVaultUrls.WithToken(playlist, token)
                );
            case LinkCheck.Throttled throttled:
                context.Response.SayWhenToRetry(throttled.Wait);
                return Refuse(
                    throttled,
                    $"Too many invalid links were opened from your network. {RetryLater.Sentence(throttled.Wait)}"
                );
            case LinkCheck.Expired expired:
                return Refuse(expired, "This link has expired. Ask for a new one.");
            case var refused:
                return Refuse(refused, LinkChecks.Unavailable);
        }
    }

    /// <summary>
    /// The response of GET without a body: a redirect for players, the status of the page for all others.
    /// </summary>
    public static IResult Head(string token, LinkChecks links, HttpContext context)
    {
        if (PlayerClient.IsPlayer(context.Request))
        {
            return Play(token, links, context);
        }

        LinkChecks.Guard(context.Response.Headers);
        var check = links.Check(context, token);
        if (check is LinkCheck.Throttled { Wait: var wait })
        {
            context.Response.SayWhenToRetry(wait);
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        return TypedResults.StatusCode(check.StatusCode);
    }

    private static ProblemHttpResult Refuse(LinkCheck check, string detail) =>
        TypedResults.Problem(detail, statusCode: check.StatusCode);
}
