namespace StreamVault.Web.Accounts;

/// <summary>
/// Keeps other sites from using the session: what a foreign page asks of the API, of live connections, or to change, is
/// refused. Clients that send neither <c>Origin</c> nor <c>Sec-Fetch-Site</c>, such as curl, are not browsers and pass.
/// </summary>
/// <remarks>Fetch Metadata: https://www.w3.org/TR/fetch-metadata/. Following a link from elsewhere to a page still works.</remarks>
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

                // A token opens its video from any site; the session must not help.
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

    // Without the default port, as Uri gives it.
    private static string Authority(HttpRequest request) =>
        new UriBuilder(request.Scheme, request.Host.Host, request.Host.Port ?? -1).Uri.Authority;

    private static Task RefuseAsync(HttpContext context) =>
        TypedResults
            .Problem(
                "This request comes from another site. Open StreamVault itself and try again.",
                statusCode: StatusCodes.Status403Forbidden
            )
            .ExecuteAsync(context);
}
