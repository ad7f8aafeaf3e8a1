using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;
using StreamVault.Web.Problems;
using StreamVault.Web.Sending;

namespace StreamVault.Web.Streaming;

internal static class SegmentEndpoint
{
    /// <summary>One encrypted segment, whole or in ranges.</summary>
    public static Results<PhysicalFileHttpResult, EmptyHttpResult, ProblemHttpResult> Segment(
        VideoId id,
        string quality,
        string segment,
        VaultStorage storage,
        Audience audience,
        SentBytes sent,
        IOptions<StreamingOptions> options,
        HttpContext context
    )
    {
        audience.Note();
        if (!StoredNames.IsSegment(quality, segment))
        {
            return NoSuchSegment();
        }

        var file = new FileInfo(Path.Combine(storage.VideoFolder(id), segment));
        if (!file.Exists)
        {
            return NoSuchSegment();
        }

        var type = StoredNames.IsText(segment) ? "text/vtt" : "video/mp2t";
        // A segment never changes under its name, but only who may see it now may keep it.
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        if (options.Value.AccelRedirect is not "off" and var location)
        {
            context.Response.ContentType = type;
            sent.Count(context, file.Length);
            context.Response.Headers["X-Accel-Redirect"] = $"{location}{id}/{segment}";
            return TypedResults.Empty;
        }

        sent.Count(context);
        FileSending.Use(context);
        return TypedResults.PhysicalFile(
            file.FullName,
            type,
            lastModified: file.LastWriteTimeUtc,
            entityTag: EntityTags.Of(file.Length, file.LastWriteTimeUtc),
            enableRangeProcessing: true
        );
    }

    private static ProblemHttpResult NoSuchSegment() => Refusals.NotFound("This video has no such segment.");
}
