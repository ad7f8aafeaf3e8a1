using Microsoft.AspNetCore.ResponseCompression;

namespace StreamVault.Web.Compression;

/// <summary>
/// Compresses playlists, which mostly repeat the same token, and pages. Segments and keys are random data and would only
/// grow; style sheets and scripts were compressed by the build.
/// </summary>
/// <remarks>
/// Compression under TLS can reveal a secret if the response also contains input of an attacker (BREACH,
/// https://www.breachattack.com). The only secret in a playlist is the token of the request. Requests with a wrong token get
/// no playlist, and playlists for the session contain no token.
///
/// A page can contain a search from its URL next to private titles and links. The attack needs many requests that another
/// site makes the browser send, so pages are compressed only if the browser says that no other site began the request.
/// Without TLS there is nothing to reveal.
/// </remarks>
internal static class CompressionArea
{
    private const string Playlist = "application/vnd.apple.mpegurl";
    private const string Page = "text/html";

    public static IServiceCollection AddCompression(this IServiceCollection services) =>
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = [Playlist, Page];
        });

    public static void UseCompression(this WebApplication app)
    {
        app.UseWhen(
            context => context.Request.Path.Value?.EndsWith(".m3u8", StringComparison.Ordinal) is true,
            playlists =>
            {
                playlists.Use(WeakenTagAsync);
                playlists.UseResponseCompression();
            }
        );
        app.UseWhen(
            context => IsForPage(context.Request) && !MayComeFromOtherSite(context.Request),
            pages => pages.UseResponseCompression()
        );
    }

    private static bool IsForPage(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains(Page, StringComparison.OrdinalIgnoreCase);

    // Browsers send this header only over TLS and to this computer (Fetch Metadata Request Headers).
    private static bool MayComeFromOtherSite(HttpRequest request) =>
        request.IsHttps && request.Headers["Sec-Fetch-Site"].ToString() is not ("same-origin" or "none");

    // A strong tag promises identical bytes (RFC 9110 section 8.8.1), so If-Range could combine ranges of the compressed and
    // the uncompressed playlist.
    private static Task WeakenTagAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            if (headers.ContentEncoding.Count > 0 && headers.ETag.ToString() is ['"', ..] tag)
            {
                headers.ETag = "W/" + tag;
            }

            return Task.CompletedTask;
        });
        return next(context);
    }
}
