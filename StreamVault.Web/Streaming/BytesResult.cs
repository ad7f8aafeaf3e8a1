using Microsoft.Net.Http.Headers;

namespace StreamVault.Web.Streaming;

/// <summary>
/// Content from memory that no cache may store. Ranges and conditions are left to the framework; without them, as in most
/// requests of players, the bytes are written directly, which takes a fraction of the time.
/// </summary>
/// <param name="bytes">The content. Must not change.</param>
/// <param name="contentType">Its media type.</param>
/// <param name="tag">Its entity tag, if it has one.</param>
internal sealed class BytesResult(byte[] bytes, string contentType, EntityTagHeaderValue? tag = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.Headers.CacheControl = "no-store";
        if (RequestConditions.AreIn(request.Headers))
        {
            return TypedResults
                .Bytes(bytes, contentType, enableRangeProcessing: true, entityTag: tag)
                .ExecuteAsync(httpContext);
        }

        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        response.Headers.AcceptRanges = "bytes";
        if (tag is not null)
        {
            response.Headers.ETag = tag.Tag.Value;
        }

        return HttpMethods.IsHead(request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
    }
}
