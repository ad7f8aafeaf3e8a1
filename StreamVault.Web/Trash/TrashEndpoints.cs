using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;
using StreamVault.Core.Trash;
using StreamVault.Web.Accounts;
using StreamVault.Web.Library;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Trash;

internal static class TrashEndpoints
{
    private const string NotThere = "There is no video with this id in the trash.";

    public static async Task<Results<NoContent, ProblemHttpResult>> MoveAsync(
        VideoId id,
        VideoTrash trash,
        CancellationToken cancellationToken
    ) => await trash.MoveAsync([id], cancellationToken) is [_] ? TypedResults.NoContent() : Refusals.NoSuchVideo();

    public static async Task<Ok<TrashPeriodBody>> PeriodAsync(
        TrashPeriod period,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(new TrashPeriodBody(await period.DaysAsync(cancellationToken)));

    public static async Task<Results<Ok<TrashPeriodBody>, ProblemHttpResult>> ChoosePeriodAsync(
        TrashPeriodBody body,
        TrashPeriod period,
        CancellationToken cancellationToken
    )
    {
        if (body.Days is not (null or (>= 1 and <= TrashOptions.MaxDays)))
        {
            return Refusals.BadRequest("days", $"days must be from 1 to {TrashOptions.MaxDays}, or null for never.");
        }

        await period.ChooseAsync(body.Days, cancellationToken);
        return TypedResults.Ok(body);
    }

    public static async Task<Ok<TrashResponse>> ListAsync(VideoLibrary library, TrashPeriod period, HttpContext context)
    {
        var days = await period.DaysAsync(context.RequestAborted);
        var videos = await library.ListTrashAsync(Viewer.SeesPrivate(context), context.RequestAborted);
        return TypedResults.Ok(
            new TrashResponse(
                [.. videos.Select(video => TrashedVideoResponse.Of(video, days))],
                videos.Count,
                videos.Sum(video => video.Bytes)
            )
        );
    }

    public static async Task<Results<Ok<VideoResponse>, ProblemHttpResult>> RestoreAsync(
        VideoId id,
        VideoTrash trash,
        VideoLibrary library,
        VideoResponses responses,
        HttpContext context
    )
    {
        if (
            !IsVisible(id, library, context)
            || await trash.RestoreAsync([id], context.RequestAborted) is not [_]
            || await library.FindAsync(id, context.RequestAborted) is not { } video
        )
        {
            return Refusals.NotFound(NotThere);
        }

        return TypedResults.Ok(await responses.OfAsync(video, context.RequestAborted));
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        VideoId id,
        VideoLibrary library,
        HttpContext context
    ) =>
        IsVisible(id, library, context) && await library.DeleteTrashedAsync(id, context.RequestAborted)
            ? TypedResults.NoContent()
            : Refusals.NotFound(NotThere);

    /// <summary>Deletes everything in the trash except private videos that are locked.</summary>
    public static async Task<NoContent> EmptyAsync(VideoLibrary library, TimeProvider clock, HttpContext context)
    {
        await library.EmptyTrashAsync(clock.GetUtcNow(), Viewer.SeesPrivate(context), context.RequestAborted);
        return TypedResults.NoContent();
    }

    public static Results<PhysicalFileHttpResult, ProblemHttpResult> Poster(
        VideoId id,
        VideoLibrary library,
        VaultStorage storage,
        HttpContext context
    )
    {
        var poster = new FileInfo(storage.PosterPath(id));
        if (!IsVisible(id, library, context) || !poster.Exists)
        {
            return Refusals.NotFound(NotThere);
        }

        context.Response.Headers.CacheControl = "private, max-age=86400";
        return TypedResults.PhysicalFile(poster.FullName, "image/jpeg", lastModified: poster.LastWriteTimeUtc);
    }

    private static bool IsVisible(VideoId id, VideoLibrary library, HttpContext context) =>
        library.Hidden.IsTrashed(id) && (Viewer.SeesPrivate(context) || !library.Hidden.IsPrivate(id));
}
