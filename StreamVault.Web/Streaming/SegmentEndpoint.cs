using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Storage;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Streaming;

internal static class SegmentEndpoint
{
    /// <summary>An encrypted segment, whole or in ranges.</summary>
    public static Results<SegmentResult, AccelRedirectResult, ProblemHttpResult> Segment(
        VideoId id,
        string quality,
        string segment,
        VaultStorage storage,
        SentSegments sent,
        StoredSizes sizes,
        DamageReports damage,
        IOptions<StreamingOptions> options,
        HttpContext context
    )
    {
        if (!StoredNames.IsSegment(quality, segment))
        {
            return Refusals.NotFound("This video has no such segment.");
        }

        var file = new FileInfo(Path.Combine(storage.VideoFolder(id), segment));
        if (!file.Exists)
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
            sent.Record(id, segment);
        }

        var type = StoredNames.TypeOf(segment);
        if (options.Value.AccelRedirectTo(id, segment) is { } location)
        {
            return new AccelRedirectResult(location, type, file.Length);
        }

        return new SegmentResult(file, type);
    }
}
