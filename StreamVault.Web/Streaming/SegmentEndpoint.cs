using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Streaming;

internal static class SegmentEndpoint
{
    /// <summary>One encrypted segment, whole or in ranges.</summary>
    public static Results<PhysicalFileHttpResult, ProblemHttpResult> Segment(
        VideoId id,
        string quality,
        string segment,
        VaultStorage storage,
        Audience audience,
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

        // A segment never changes under its name, but only who may see it now may keep it.
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.PhysicalFile(
            file.FullName,
            StoredNames.IsText(segment) ? "text/vtt" : "video/mp2t",
            lastModified: file.LastWriteTimeUtc,
            entityTag: EntityTags.OfFile(file),
            enableRangeProcessing: true
        );
    }

    private static ProblemHttpResult NoSuchSegment() => Refusals.NotFound("This video has no such segment.");
}
