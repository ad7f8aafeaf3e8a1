using System.Globalization;
using System.Security.Claims;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Uploads;

/// <summary>Constants and checks of the tus protocol, https://tus.io/protocols/resumable-upload.</summary>
internal static class Tus
{
    public const string Version = "1.0.0";
    public const string Extensions = "creation,creation-with-upload,termination,checksum,expiration";
    public const string BodyType = "application/offset+octet-stream";
    public const int ChecksumMismatch = 460;

    /// <summary>Not part of tus: the address of the video that an upload became.</summary>
    public const string Video = "StreamVault-Video";

    /// <summary>Not part of tus: the address of the video with the same content, while the upload is on hold.</summary>
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

    /// <summary>Supports clients that can't send PATCH or DELETE. Must come before routing.</summary>
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

    /// <summary>Adds the version to every response, and refuses requests for other versions of the protocol.</summary>
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
                $"Send the header {Resumable}: {Version}. No other version of tus is supported.",
                statusCode: StatusCodes.Status412PreconditionFailed
            );
        }

        return await next(invocation);
    }

    /// <summary>
    /// Why a creation request uses an unsupported extension; null if it doesn't. Ignoring them would turn part of a file
    /// into a video: the first part of many recordings plays, so nobody would notice that the rest is missing.
    /// </summary>
    public static (string Header, string Fault)? UnsupportedError(HttpRequest request) =>
        request.Headers.ContainsKey(Concat)
            ? (Concat, $"{Concat} is not supported: send the file as one upload instead of parallel parts.")
        : request.Headers.ContainsKey(DeferLength)
            ? (
                DeferLength,
                $"{DeferLength} is not supported: set {Length} to the file's size in bytes, so that space can be reserved."
            )
        : null;

    /// <summary>A header's value as a number of bytes; null if it is missing or invalid.</summary>
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

    public static IResult NoSuchUpload() => Refusals.NotFound("Upload not found.");
}
