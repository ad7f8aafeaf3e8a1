using StreamVault.Core.Entities;
using StreamVault.Core.Throttling;
using StreamVault.Web.Security;

namespace StreamVault.Web.Streaming;

/// <summary>
/// Lets a request pass that brings a token for the very video it asks for, or the signed-in session. A token that is
/// brought decides alone, so that revoking it shows at once even to its owner. Does no database work.
/// </summary>
internal sealed class StreamAccess(StreamAdmission admission) : IEndpointFilter
{
    private static readonly object _tokenKey = new();

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var hasToken = http.Request.Query.TryGetValue("token", out var secret);
        SecurityHeaders.SetForStream(http.Response, hasToken);
        if (hasToken)
        {
            var video = VideoId.TryParse(http.GetRouteValue("id") as string, null, out var id) ? id : default;
            if (admission.Check(http, secret.ToString(), video, out var token) is { } refusal)
            {
                return refusal;
            }

            http.Items[_tokenKey] = token;
            return await next(context);
        }

        return http.User.Identity is { IsAuthenticated: true }
            ? await next(context)
            : TypedResults.Problem("Bring a token, or sign in.", statusCode: StatusCodes.Status401Unauthorized);
    }

    /// <summary>Where the request comes from.</summary>
    public static RemoteAddress AddressOf(HttpContext context) => RemoteAddress.Of(context.Connection.RemoteIpAddress);

    /// <summary>The token that opened this request; null if the session did.</summary>
    public static AccessToken? TokenOf(HttpContext context) => context.Items[_tokenKey] as AccessToken;
}
