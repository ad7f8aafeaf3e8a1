using Microsoft.AspNetCore.ResponseCompression;

namespace StreamVault.Web.Compression;

/// <summary>
/// Compresses playlists, which mostly repeat the same token. Segments and keys are random data and would only grow.
/// </summary>
/// <remarks>
/// Compression under TLS can reveal a secret if the response also contains input of an attacker (BREACH,
/// https://www.breachattack.com). The only secret in a playlist is the token of the request. Requests with a wrong token get
/// no playlist, and playlists for the session contain no token.
/// </remarks>
internal static class CompressionArea
{
    private const string Playlist = "application/vnd.apple.mpegurl";

    public static IServiceCollection AddCompression(this IServiceCollection services) =>
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = [Playlist];
        });

    public static void UseCompression(this WebApplication app) =>
        app.UseWhen(
            context => context.Request.Path.Value?.EndsWith(".m3u8", StringComparison.Ordinal) is true,
            playlists =>
            {
                playlists.Use(WeakenTagAsync);
                playlists.UseResponseCompression();
            }
        );

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
