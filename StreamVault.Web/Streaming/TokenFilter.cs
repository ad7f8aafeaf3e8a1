using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Entities;
using StreamVault.Core.Tokens;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Streaming;

/// <summary>
/// Requires a token for the requested video, or a signed-in session. If the request has a token, only the token counts,
/// so that the owner sees at once that a link was revoked. Wrong tokens are counted by address; after too many, further
/// wrong tokens from that address get 429. Valid tokens always pass. Does no database work. Thread-safe.
/// </summary>
internal sealed class TokenFilter(AccessTokens tokens, WrongTokenThrottle wrongTokens) : IEndpointFilter
{
    private static readonly object _tokenKey = new();

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!http.Request.Query.TryGetValue("token", out var secret))
        {
            return http.User.Identity is { IsAuthenticated: true }
                ? next(context)
                : new(
                    TypedResults.Problem(
                        "Sign in, or use a link with a token.",
                        statusCode: StatusCodes.Status401Unauthorized
                    )
                );
        }

        var video = VideoId.TryParse(http.GetRouteValue("id") as string, null, out var id) ? id : default;
        if (!tokens.Opens(secret.ToString(), video, out var token))
        {
            return new(Refuse(http, secret.ToString()));
        }

        http.Items[_tokenKey] = token;
        return next(context);
    }

    /// <summary>The token of this request; null if the session gave access.</summary>
    public static AccessToken? TokenOf(HttpContext context) => context.Items[_tokenKey] as AccessToken;

    private ProblemHttpResult Refuse(HttpContext context, string secret)
    {
        if (wrongTokens.Count(context, secret) is not { } wait)
        {
            return TypedResults.Problem(
                "This link doesn't work for this video.",
                statusCode: StatusCodes.Status403Forbidden
            );
        }

        context.Response.SayWhenToRetry(wait);
        return TypedResults.Problem(
            $"Too many invalid links were opened from your network. {RetryLater.Sentence(wait)} "
                + "Valid links still work.",
            statusCode: StatusCodes.Status429TooManyRequests
        );
    }
}
