namespace StreamVault.Web.Streaming;

/// <summary>Lets the nginx in front of this server send a segment (X-Accel-Redirect). Other headers pass through nginx.</summary>
/// <param name="location">The file's path below an internal location of nginx.</param>
/// <param name="contentType">The file's media type.</param>
/// <param name="bytes">The file's length. nginx handles ranges, so the length of a range isn't known here.</param>
internal sealed class AccelRedirectResult(string location, string contentType, long bytes) : IResult
{
    public long Bytes => bytes;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = contentType;
        httpContext.Response.Headers.CacheControl = SegmentResult.CacheControl;
        httpContext.Response.Headers["X-Accel-Redirect"] = location;
        return Task.CompletedTask;
    }
}
