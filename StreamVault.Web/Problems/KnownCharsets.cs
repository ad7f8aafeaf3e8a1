using System.Text;
using Microsoft.Net.Http.Headers;

namespace StreamVault.Web.Problems;

/// <summary>
/// Refuses JSON in a charset that .NET doesn't know. Otherwise, reading the body would look like a server bug,
/// with status 500 and an error in the log.
/// </summary>
internal static class KnownCharsets
{
    public static void UseKnownCharsets(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
                context.Request.HasJsonContentType() && !IsKnown(context.Request.ContentType)
                    ? Refusals.UnsupportedMediaType("Send JSON in UTF-8.").ExecuteAsync(context)
                    : next(context)
        );

    private static bool IsKnown(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || !type.Charset.HasValue)
        {
            return true;
        }

        try
        {
            // UTF-7 has a name but is disabled.
            return type.Encoding is not null || Encoding.GetEncoding(type.Charset.Value.Trim('"')) is not null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
