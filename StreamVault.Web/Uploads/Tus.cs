using System.Globalization;
using System.Security.Claims;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Uploads;

/// <summary>The words of the tus protocol, https://tus.io/protocols/resumable-upload.</summary>
internal static class Tus
{
    public const string Version = "1.0.0";
    public const string Extensions = "creation,creation-with-upload,termination,checksum,expiration";
    public const string BodyType = "application/offset+octet-stream";
    public const int ChecksumMismatch = 460;

    /// <summary>Our own: where the video is that an upload became.</summary>
    public const string Video = "StreamVault-Video";

    /// <summary>Our own: the video that has the same content, while the sender decides.</summary>
    public const string Duplicate = "StreamVault-Duplicate";

    public const string Resumable = "Tus-Resumable";
    public const string Offset = "Upload-Offset";
    public const string Length = "Upload-Length";
    public const string Metadata = "Upload-Metadata";
    public const string Checksum = "Upload-Checksum";
    public const string Expires = "Upload-Expires";

    private const string Override = "X-HTTP-Method-Override";
    private const string Concat = "Upload-Concat";
    private const string DeferLength = "Upload-Defer-Length";

    /// <summary>Lets clients that can't send PATCH or DELETE send them as something else. Goes before the routing.</summary>
    public static void UseTusMethods(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                var request = context.Request;
                if (
                    request.Path.StartsWithSegments(StreamVaultUrls.ApiUploads)
                    && request.Headers[Override].ToString() is { Length: > 0 } method
                )
                {
                    request.Method = method.ToUpperInvariant();
                }

                return next(context);
            }
        );

    /// <summary>Marks every answer, and refuses requests of another version of the protocol.</summary>
    public static async ValueTask<object?> CheckVersionAsync(
        EndpointFilterInvocationContext invocation,
        EndpointFilterDelegate next
    )
    {
        var context = invocation.HttpContext;
        context.Response.Headers[Resumable] = Version;
        if (!HttpMethods.IsOptions(context.Request.Method) && context.Request.Headers[Resumable] != Version)
        {
            context.Response.Headers["Tus-Version"] = Version;
            return TypedResults.Problem(
                $"Send the header {Resumable}: {Version}; no other version of tus is spoken here.",
                statusCode: StatusCodes.Status412PreconditionFailed
            );
        }

        return await next(invocation);
    }

    /// <summary>
    /// What a creation asks for that is not spoken here; null if nothing. Passed over, a part of a file would count as a
    /// file: the first part of many a recording plays, and nobody would miss the rest.
    /// </summary>
    public static string? UnspokenFault(HttpRequest request) =>
        request.Headers.ContainsKey(Concat)
            ? $"{Concat} is not spoken here: send the file as one upload, not as parts side by side."
        : request.Headers.ContainsKey(DeferLength)
            ? $"{DeferLength} is not spoken here: say in {Length} how many bytes the file has, so that its room can be promised."
        : null;

    /// <summary>A header's number of bytes; null if there is none.</summary>
    public static long? Bytes(this HttpRequest request, string header) =>
        long.TryParse(request.Headers[header], NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            ? bytes
            : null;

    public static void SetBytes(this HttpResponse response, string header, long bytes) =>
        response.Headers[header] = bytes.ToString(CultureInfo.InvariantCulture);

    public static void SetExpires(this HttpResponse response, DateTimeOffset time) =>
        response.Headers[Expires] = time.ToString("R", CultureInfo.InvariantCulture);

    public static Guid UserId(this HttpContext context) =>
        Guid.Parse(context.User.FindFirstValue(ClaimTypes.NameIdentifier)!);

    public static IResult WrongBodyType() =>
        TypedResults.Problem($"Send the bytes as {BodyType}.", statusCode: StatusCodes.Status415UnsupportedMediaType);

    public static IResult NoSuchUpload() => Refusals.NotFound("There is no upload at this address.");
}
