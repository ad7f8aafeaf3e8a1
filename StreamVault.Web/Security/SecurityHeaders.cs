using System.Net;
using System.Security.Cryptography;
using StreamVault.Core.Entities;

namespace StreamVault.Web.Security;

/// <summary>
/// Sets the security headers of all responses. Pages load nothing from other sites, run only our own scripts, and are
/// never framed (Content Security Policy Level 3). Any site may embed media that it requests with a token.
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

    private const string MediaPolicy = "default-src 'none'; frame-ancestors 'none'";

    private static readonly object _nonceKey = new();
    private static readonly string _policyWithoutScripts = Policy("");
    private static readonly string _referencePolicy = Policy("'unsafe-inline'");
    private static readonly Func<object, Task> _set = Set;

    /// <summary>
    /// Sets the headers of every response when it starts, since only then its endpoint is known. Must come after forwarded
    /// headers are applied.
    /// </summary>
    public static void UseSecurityHeaders(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(_set, context);
                return next(context);
            }
        );

    /// <summary>The nonce that inline scripts of this response must have.</summary>
    public static string NonceOf(HttpContext context)
    {
        if (context.Items[_nonceKey] is not string nonce)
        {
            context.Items[_nonceKey] = nonce = RandomNumberGenerator.GetHexString(32);
        }

        return nonce;
    }

    private static Task Set(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        if (context.GetEndpoint()?.Metadata.GetMetadata<MediaContent>() is not null)
        {
            SetForMedia(context, headers);
        }
        else
        {
            SetForPages(context, headers);
        }

        if (context.Request.IsHttps && IsPublicName(context.Request.Host.Host))
        {
            headers.StrictTransportSecurity = HttpsOnly;
        }

        return Task.CompletedTask;
    }

    private static void SetForMedia(HttpContext context, IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = MediaPolicy;
        headers[ReferrerPolicy] = "no-referrer";
        headers[ResourcePolicy] = context.Request.Query.ContainsKey("token") ? "cross-origin" : "same-origin";
    }

    private static void SetForPages(HttpContext context, IHeaderDictionary headers)
    {
        var path = context.Request.Path;
        headers.ContentSecurityPolicy =
            path.StartsWithSegments(StreamVaultUrls.ApiReference) ? _referencePolicy
            : context.Items[_nonceKey] is string nonce ? Policy($"'nonce-{nonce}'")
            : _policyWithoutScripts;
        headers.XFrameOptions = "DENY";
        // The URL of a link contains its token, which the Referer header must not reveal.
        headers[ReferrerPolicy] = path.StartsWithSegments(StreamVaultUrls.LinkPages) ? "no-referrer" : "same-origin";
        headers[ResourcePolicy] = "same-origin";
        if (IsTrustworthy(context.Request))
        {
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
        }

        headers["Permissions-Policy"] = Permissions;
    }

    // Over plain HTTP, browsers ignore the header and warn about it, except on this computer.
    private static bool IsTrustworthy(HttpRequest request) =>
        request.IsHttps
        || request.Host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(request.Host.Host, out var address) && IPAddress.IsLoopback(address);

    // Other programs on this machine serve localhost too. Browsers ignore the header for addresses (RFC 6797 section 8.1.1).
    private static bool IsPublicName(string host) =>
        !host.Equals("localhost", StringComparison.OrdinalIgnoreCase) && !IPAddress.TryParse(host, out _);

    // MudBlazor positions its menus with inline styles. The player plays from memory, hence blob:.
    private static string Policy(string inlineScripts) =>
        $"default-src 'self'; script-src 'self' {inlineScripts}; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; worker-src 'self' blob:; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
}
