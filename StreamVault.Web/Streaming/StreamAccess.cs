using StreamVault.Core.Library;
using StreamVault.Core.Tokens;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Streaming;

/// <summary>
/// Lets a request pass that brings a token for the very video it asks for, or the signed-in session. A token that is
/// brought decides alone, so that revoking it shows at once even to its owner. Does no database work.
/// </summary>
internal sealed class StreamAccess(AccessTokens tokens) : IEndpointFilter
{
    private static readonly object _tokenKey = new();

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        // A page that plays a token URL must not hand it on in its Referer.
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (http.Request.Query.TryGetValue("token", out var secret))
        {
            var video = VideoId.TryParse(http.GetRouteValue("id") as string, null, out var id) ? id : default;
            if (!tokens.Opens(secret.ToString(), video, out var token))
            {
                return TypedResults.Problem(
                    "This link does not open this video.",
                    statusCode: StatusCodes.Status403Forbidden
                );
            }

            http.Items[_tokenKey] = token;
            return await next(context);
        }

        return http.User.Identity is { IsAuthenticated: true }
            ? await next(context)
            : TypedResults.Problem("Bring a token, or sign in.", statusCode: StatusCodes.Status401Unauthorized);
    }

    /// <summary>The token that opened this request; null if the session did.</summary>
    public static AccessToken? TokenOf(HttpContext context) => context.Items[_tokenKey] as AccessToken;
}
