using System.Net;
using System.Security.Cryptography;
using StreamVault.Core.Entities;

namespace StreamVault.Web.Security;

/// <summary>
/// Sets the security headers of all responses. Pages load nothing from other sites, run only our own scripts, and are
/// never framed (Content Security Policy Level 3). Content opened with a token may be embedded by any site.
/// </summary>
internal static class SecurityHeaders
{
    private const string ReferrerPolicy = "Referrer-Policy";
    private const string ResourcePolicy = "Cross-Origin-Resource-Policy";

    // 30 days, so that browsers forget it within a month if HTTPS is turned off.
    private const string HttpsOnly = "max-age=2592000";

    // The features that the player, the upload tray and copying use; all others are off.
    private const string Permissions =
        "autoplay=(self), clipboard-read=(self), clipboard-write=(self), encrypted-media=(self), fullscreen=(self), "
        + "picture-in-picture=(self), screen-wake-lock=(self), accelerometer=(), camera=(), "
        + "compute-pressure=(), display-capture=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), "
        + "identity-credentials-get=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), "
        + "otp-credentials=(), payment=(), publickey-credentials-create=(), publickey-credentials-get=(), serial=(), "
        + "storage-access=(), usb=(), window-management=(), xr-spatial-tracking=()";

    private static readonly object _nonceKey = new();

    /// <summary>
    /// Sets the headers for pages and the HTTP interface. Must come after forwarded headers are applied.
    /// </summary>
    public static void UseSecurityHeaders(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                var headers = context.Response.Headers;
                headers.XContentTypeOptions = "nosniff";
                headers.XFrameOptions = "DENY";
                headers[ReferrerPolicy] = "same-origin";
                headers[ResourcePolicy] = "same-origin";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                headers["Permissions-Policy"] = Permissions;
                headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments(StreamVaultUrls.ApiReference)
                    ? Policy("'unsafe-inline'")
                    : Policy($"'nonce-{NonceOf(context)}'");
                if (context.Request.IsHttps && IsPublicName(context.Request.Host.Host))
                {
                    headers.StrictTransportSecurity = HttpsOnly;
                }

                return next(context);
            }
        );

    /// <summary>Sets the headers that differ for playlists, keys, segments and posters.</summary>
    /// <param name="response">The response.</param>
    /// <param name="hasToken">Whether the request has a token; with one, any site may embed the response.</param>
    public static void SetForStream(HttpResponse response, bool hasToken)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        KeepAddressSecret(response.Headers);
        response.Headers[ResourcePolicy] = hasToken ? "cross-origin" : "same-origin";
    }

    /// <summary>Sets all headers of a response that bypasses <see cref="UseSecurityHeaders"/>.</summary>
    public static void SetForDirectAnswer(HttpResponse response)
    {
        SetForStream(response, hasToken: true);
        response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
    }

    /// <summary>For URLs that contain a token: the URL must not be sent in the Referer header.</summary>
    public static void KeepAddressSecret(IHeaderDictionary headers) => headers[ReferrerPolicy] = "no-referrer";

    /// <summary>What an inline script of this response must carry.</summary>
    public static string NonceOf(HttpContext context)
    {
        if (context.Items[_nonceKey] is not string nonce)
        {
            context.Items[_nonceKey] = nonce = RandomNumberGenerator.GetHexString(32);
        }

        return nonce;
    }

    // Other programs on this machine serve localhost too. Browsers ignore the header for addresses (RFC 6797 section 8.1.1).
    private static bool IsPublicName(string host) =>
        !host.Equals("localhost", StringComparison.OrdinalIgnoreCase) && !IPAddress.TryParse(host, out _);

    // Styles may be inline: MudBlazor places its menus so. The player feeds its media from memory, hence blob:.
    private static string Policy(string inlineScripts) =>
        $"default-src 'self'; script-src 'self' {inlineScripts}; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; worker-src 'self' blob:; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
}
