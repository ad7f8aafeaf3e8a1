using System.IO.Pipelines;
using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace StreamVault.Web.Streaming;

/// <summary>
/// A playlist with the caller's token in it. Ranges and conditions are left to the framework; without them, as players ask,
/// it is written straight into the answer.
/// </summary>
internal sealed class PlaylistResult(PlaylistCache.Entry playlist, string? token) : IResult, IEndpointMetadataProvider
{
    private const string ContentType = "application/vnd.apple.mpegurl";

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.Headers.CacheControl = "no-store";
        if (RequestConditions.AreIn(request.Headers))
        {
            await Whole().ExecuteAsync(httpContext);
            return;
        }

        response.ContentType = ContentType;
        response.ContentLength = playlist.Template.LengthWith(token);
        response.Headers.ETag = Tag().Tag.Value;
        response.Headers.AcceptRanges = "bytes";
        if (!HttpMethods.IsHead(request.Method))
        {
            await response.StartAsync(httpContext.RequestAborted);
            playlist.Template.Write(response.BodyWriter, token);
            await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
        }
    }

    /// <inheritdoc />
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), [ContentType]));

    private FileContentHttpResult Whole()
    {
        using var text = new MemoryStream(playlist.Template.LengthWith(token));
        var writer = PipeWriter.Create(text, new StreamPipeWriterOptions(leaveOpen: true));
        playlist.Template.Write(writer, token);
        writer.Complete();
        return TypedResults.Bytes(text.ToArray(), ContentType, enableRangeProcessing: true, entityTag: Tag());
    }

    // The token is part of what is sent, and its hash says nothing of it.
    private EntityTagHeaderValue Tag() =>
        EntityTags.Of(
            playlist.Length,
            playlist.Written,
            token is null ? 0 : (uint)token.GetHashCode(StringComparison.Ordinal)
        );
}
