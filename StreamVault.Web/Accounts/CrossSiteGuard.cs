namespace StreamVault.Web.Accounts;

/// <summary>
/// Prevents other sites from using the session: their requests to the API and to live connections, and all requests that
/// change something, are refused. Clients that send neither <c>Origin</c> nor <c>Sec-Fetch-Site</c>, such as curl, aren't
/// browsers and are allowed.
/// </summary>
/// <remarks>Fetch Metadata: https://www.w3.org/TR/fetch-metadata/. Links from other sites to pages still work.</remarks>
internal static class CrossSiteGuard
{
    public static void UseCrossSiteGuard(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                if (!IsGuarded(context.Request) || !IsForeign(context.Request))
                {
                    return next(context);
                }

                if (!IsRead(context.Request.Method) || !context.Request.Query.ContainsKey("token"))
                {
                    return RefuseAsync(context);
                }

                // A token gives access to its video from any site. The session must not add to that.
                context.Request.Headers.Remove("Cookie");
                return next(context);
            }
        );

    private static bool IsGuarded(HttpRequest request) =>
        !(IsRead(request.Method) || HttpMethods.IsOptions(request.Method))
        || request.Path.StartsWithSegments("/_blazor")
        || request.Path.StartsWithSegments(StreamVaultUrls.Api);

    private static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    private static bool IsForeign(HttpRequest request)
    {
        // Another port or subdomain is the same site, and its requests carry the session's cookie.
        if (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site")
        {
            return true;
        }

        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == Authority(request));
    }

    // In the format of Uri.Authority, which omits the default port.
    private static string Authority(HttpRequest request) =>
        new UriBuilder(request.Scheme, request.Host.Host, request.Host.Port ?? -1).Uri.Authority;

    private static Task RefuseAsync(HttpContext context) =>
        TypedResults
            .Problem(
                "This request came from another site. Open StreamVault and try again.",
                statusCode: StatusCodes.Status403Forbidden
            )
            .ExecuteAsync(context);
}
