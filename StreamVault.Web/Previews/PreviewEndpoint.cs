using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Entities;
using StreamVault.Core.Storage;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Previews;

internal static class PreviewEndpoint
{
    /// <summary>Eight frames of 320×180 pixels side by side. It is made some time after the video is ready.</summary>
    public static Results<PhysicalFileHttpResult, ProblemHttpResult> Get(
        VideoId id,
        VaultStorage storage,
        HttpResponse response
    )
    {
        var preview = new FileInfo(storage.PreviewPath(id));
        if (!preview.Exists)
        {
            return Refusals.NotFound("This video has no preview yet.");
        }

        response.Headers.CacheControl = "private, max-age=86400";
        return TypedResults.PhysicalFile(preview.FullName, "image/jpeg", lastModified: preview.LastWriteTimeUtc);
    }
}
