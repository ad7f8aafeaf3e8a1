using System.Security.Cryptography;

namespace StreamVault.Web.Security;

/// <summary>
/// Tells browsers what our pages never do, so that a page that was tampered with can't do it either: load anything from
/// elsewhere, run a script that is not ours, or be framed (Content Security Policy Level 3).
/// </summary>
internal static class SecurityHeaders
{
    private static readonly object _nonceKey = new();

    public static void UseSecurityHeaders(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                var headers = context.Response.Headers;
                headers.XContentTypeOptions = "nosniff";
                headers.XFrameOptions = "DENY";
                headers["Referrer-Policy"] = "same-origin";
                headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
                headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments(StreamVaultUrls.ApiReference)
                    ? Policy("'unsafe-inline'")
                    : Policy($"'nonce-{NonceOf(context)}'");
                return next(context);
            }
        );

    /// <summary>What an inline script of this response must carry.</summary>
    public static string NonceOf(HttpContext context)
    {
        if (context.Items[_nonceKey] is not string nonce)
        {
            context.Items[_nonceKey] = nonce = RandomNumberGenerator.GetHexString(32);
        }

        return nonce;
    }

    // Styles may be inline: MudBlazor places its menus so. The player feeds its media from memory, hence blob:.
    private static string Policy(string inlineScripts) =>
        $"default-src 'self'; script-src 'self' {inlineScripts}; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; worker-src 'self' blob:; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
}
