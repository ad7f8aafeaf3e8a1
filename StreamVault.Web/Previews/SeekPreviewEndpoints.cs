using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Entities;
using StreamVault.Core.Previews;
using StreamVault.Core.Storage;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Previews;

internal static class SeekPreviewEndpoints
{
    /// <summary>
    /// The frames that players show above the seek bar. They are in sheets of <c>columns</c> × <c>rows</c> frames, row by
    /// row; frame <c>n</c> shows the video at <c>n × intervalSeconds</c>. They are made some time after the video is ready.
    /// </summary>
    public static Results<Ok<SeekPreviewsResponse>, ProblemHttpResult> Get(
        VideoId id,
        VaultStorage storage,
        HttpRequest request
    )
    {
        if (SeekPreviews.Read(storage, id) is not { } previews)
        {
            return Refusals.NotFound("This video has no seek previews yet.");
        }

        var token = request.Query["token"].ToString();
        var images = Enumerable
            .Range(1, previews.SheetCount)
            .Select(sheet => StreamVaultUrls.SeekPreviewSheet(id, sheet))
            .Select(url => token.Length == 0 ? url : StreamVaultUrls.WithToken(url, token));
        return TypedResults.Ok(
            new SeekPreviewsResponse(
                previews.IntervalSeconds,
                previews.Width,
                previews.Height,
                previews.Columns,
                previews.Rows,
                previews.Count,
                [.. images.Select(url => request.PathBase + url)]
            )
        );
    }

    /// <summary>A sheet of frames. The first has number 1.</summary>
    public static Results<PhysicalFileHttpResult, ProblemHttpResult> Sheet(
        VideoId id,
        int sheet,
        VaultStorage storage,
        HttpResponse response
    )
    {
        var file = new FileInfo(storage.SeekPreviewSheetPath(id, sheet));
        if (!file.Exists)
        {
            return Refusals.NotFound("This video has no such sheet of seek previews.");
        }

        response.Headers.CacheControl = "private, max-age=86400";
        return TypedResults.PhysicalFile(file.FullName, "image/jpeg", lastModified: file.LastWriteTimeUtc);
    }
}

/// <summary>The frames of a video for the seek bar.</summary>
/// <param name="IntervalSeconds">The time between two frames.</param>
/// <param name="Width">The width of a frame, in pixels.</param>
/// <param name="Height">The height of a frame, in pixels.</param>
/// <param name="Columns">The number of frames in a row.</param>
/// <param name="Rows">The number of rows in a sheet. The last sheet may be partly empty.</param>
/// <param name="Count">The number of frames.</param>
/// <param name="Images">The paths of the sheets, in order. They contain the token of the request, if it has one.</param>
internal sealed record SeekPreviewsResponse(
    double IntervalSeconds,
    int Width,
    int Height,
    int Columns,
    int Rows,
    int Count,
    IReadOnlyList<string> Images
);
