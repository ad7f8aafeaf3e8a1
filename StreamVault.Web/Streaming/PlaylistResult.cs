using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace StreamVault.Web.Streaming;

/// <summary>
/// A playlist with the caller's token in it. Ranges and conditions are left to the framework; without them, as players ask,
/// it is written straight into the answer.
/// </summary>
internal sealed class PlaylistResult(PlaylistText playlist) : IResult, IEndpointMetadataProvider
{
    private const string ContentType = "application/vnd.apple.mpegurl";

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.Headers.CacheControl = "no-store";
        if (RequestConditions.AreIn(request.Headers))
        {
            return TypedResults
                .Bytes(playlist.Bytes, ContentType, enableRangeProcessing: true, entityTag: playlist.Tag)
                .ExecuteAsync(httpContext);
        }

        response.ContentType = ContentType;
        response.ContentLength = playlist.Bytes.Length;
        response.Headers.ETag = playlist.Tag.Tag.Value;
        response.Headers.AcceptRanges = "bytes";
        return HttpMethods.IsHead(request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(playlist.Bytes, httpContext.RequestAborted).AsTask();
    }

    /// <inheritdoc />
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), [ContentType]));
}
