using Microsoft.AspNetCore.Authentication.Cookies;

namespace StreamVault.Web.Accounts;

/// <summary>
/// Adds the prefix <c>__Host-</c> to a cookie over HTTPS: browsers then accept it only from this host over HTTPS, and no
/// subdomain can set it (RFC 6265bis section 4.1.3.2). Over HTTP, where browsers reject the prefix, it isn't added.
/// </summary>
internal sealed class HostCookies : ICookieManager
{
    private const string Prefix = "__Host-";
    private readonly ChunkingCookieManager _cookies = new();

    public string? GetRequestCookie(HttpContext context, string key) =>
        _cookies.GetRequestCookie(context, NameOf(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _cookies.AppendResponseCookie(context, NameOf(context, key), value, Adapt(context, options));

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
        _cookies.DeleteCookie(context, NameOf(context, key), Adapt(context, options));

    private static string NameOf(HttpContext context, string key) => context.Request.IsHttps ? Prefix + key : key;

    // The prefix requires the path /, even with a path base; the name distinguishes vaults.
    private static CookieOptions Adapt(HttpContext context, CookieOptions options) =>
        context.Request.IsHttps
            ? new CookieOptions(options)
            {
                Path = "/",
                Domain = null,
                Secure = true,
            }
            : options;
}
