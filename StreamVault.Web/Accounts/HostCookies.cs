using Microsoft.AspNetCore.Authentication.Cookies;

namespace StreamVault.Web.Accounts;

/// <summary>
/// Gives a cookie the prefix <c>__Host-</c> under HTTPS: browsers then accept it only from this host over HTTPS, and no
/// other subdomain can set it (RFC 6265bis section 4.1.3.2). Under HTTP, where browsers refuse the prefix, it has none.
/// </summary>
internal sealed class HostCookies : ICookieManager
{
    private const string Prefix = "__Host-";
    private readonly ChunkingCookieManager _cookies = new();

    public string? GetRequestCookie(HttpContext context, string key) =>
        _cookies.GetRequestCookie(context, NameOf(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _cookies.AppendResponseCookie(context, NameOf(context, key), value, Fitting(context, options));

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
        _cookies.DeleteCookie(context, NameOf(context, key), Fitting(context, options));

    private static string NameOf(HttpContext context, string key) => context.Request.IsHttps ? Prefix + key : key;

    // The prefix requires the path /, even with a path base; the name distinguishes vaults.
    private static CookieOptions Fitting(HttpContext context, CookieOptions options) =>
        context.Request.IsHttps
            ? new CookieOptions(options)
            {
                Path = "/",
                Domain = null,
                Secure = true,
            }
            : options;
}
