using Microsoft.AspNetCore.ResponseCompression;

namespace StreamVault.Web.Compression;

/// <summary>
/// Compresses playlists, most of which is the same token over and over; segments and keys are ciphertext and would only
/// grow.
/// </summary>
/// <remarks>
/// Compression under TLS can betray a secret that stands beside what an attacker can put into the same answer (BREACH,
/// https://www.breachattack.com). A playlist holds no secret but the token that the request itself brought, and to a wrong
/// token the answer is no playlist; one that the session opened holds none at all.
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

    // A strong tag promises the very same bytes (RFC 9110 section 8.8.1), and these differ from the ones not compressed:
    // If-Range could otherwise put a part of one to a part of the other.
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
