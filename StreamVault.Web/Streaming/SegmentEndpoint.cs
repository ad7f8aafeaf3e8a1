using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Jobs;
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
        PlaybackActivity audience,
        SentBytes sent,
        SentSegments files,
        StoredSizes sizes,
        DamageReports damage,
        IOptions<StreamingOptions> options,
        HttpContext context
    )
    {
        audience.Note();
        if (!StoredNames.IsSegment(quality, segment))
        {
            return Refusals.NotFound("This video has no such segment.");
        }

        if (StoredSegment.Find(storage, id, segment) is not { } file)
        {
            damage.Report(id);
            return Refusals.NotFound("This video has no such segment.");
        }

        if (sizes.IsWrong(id, segment, file.Length))
        {
            damage.Report(id);
            return Refusals.Conflict(
                "This part of the video is damaged. Its owner can see what to do on the video's page."
            );
        }

        if (HttpMethods.IsGet(context.Request.Method))
        {
            files.Note(id, segment);
        }

        if (options.Value.HandsOver(id, segment) is { } location)
        {
            sent.Count(context, file.Length);
            StoredSegment.HandOver(context.Response, segment, location);
            return TypedResults.Empty;
        }

        context.Response.Headers.CacheControl = StoredSegment.CacheControl;
        sent.Count(context);
        FileSending.Use(context);
        return TypedResults.PhysicalFile(
            file.FullName,
            StoredNames.TypeOf(segment),
            lastModified: file.LastWriteTimeUtc,
            entityTag: EntityTags.Of(file.Length, file.LastWriteTimeUtc),
            enableRangeProcessing: true
        );
    }
}
