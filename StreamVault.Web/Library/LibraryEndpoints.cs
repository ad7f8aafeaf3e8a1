using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.BulkEdits;
using StreamVault.Core.Dates;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Core.Recording;
using StreamVault.Core.Storage;
using StreamVault.Web.Accounts;
using StreamVault.Web.Dates;
using StreamVault.Web.Problems;
using StreamVault.Web.Tags;

namespace StreamVault.Web.Library;

internal static class LibraryEndpoints
{
    public static async Task<Results<Ok<VideoListResponse>, ProblemHttpResult>> ListAsync(
        [AsParameters] VideoListRequest request,
        VideoLibrary library,
        VideoResponses responses,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        var (query, error) = request.Read();
        if (query is null)
        {
            return Refusals.BadRequest(error!.Value);
        }

        var page = await library.ListAsync(
            query with
            {
                WithPrivate = Viewer.SeesPrivate(context),
                WithMatches = true,
            },
            cancellationToken
        );
        return TypedResults.Ok(
            new VideoListResponse(
                await responses.OfAsync(page.Items, cancellationToken),
                page.Total,
                SearchResponse.Of(query.Search, page)
            )
        );
    }

    public static async Task<Results<Ok<VideoResponse>, ProblemHttpResult>> FindAsync(
        VideoId id,
        VideoLibrary library,
        VideoResponses responses,
        CancellationToken cancellationToken
    ) =>
        await library.FindAsync(id, cancellationToken) is { } video
            ? TypedResults.Ok(await responses.OfAsync(video, cancellationToken))
            : Refusals.NoSuchVideo();

    /// <summary>Changes a video: everything that the request contains, or nothing if something in it is invalid.</summary>
    public static async Task<Results<Ok<VideoResponse>, ProblemHttpResult>> DescribeAsync(
        VideoId id,
        DescribeVideoRequest request,
        VideoLibrary library,
        BulkEdit edit,
        VideoResponses responses,
        HttpContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var (recorded, dateError) = RecordingDateText.Read(request.RecordedAt ?? "", clock);
        var (date, edtfError) = VideoDateText.Read(request.Date ?? "", clock);
        var tagError = TagNames.Fault("tags", request.Tags, out var tags);
        var peopleError = TagNames.Fault("people", request.People, out var people);
        var fault =
            Fault("title", TitleError(request.Title))
            ?? Fault("description", DescriptionError(request.Description))
            ?? Fault("recordedAt", dateError)
            ?? Fault("date", edtfError)
            ?? Fault("tags", tagError)
            ?? Fault("people", peopleError);
        if (fault is not null)
        {
            return fault;
        }

        var changes = new VideoChanges
        {
            Titles = request.Title is { } title ? new Dictionary<VideoId, string> { [id] = title } : null,
            Description = request.Description,
            Dates = [.. DateChanges(request, recorded, date)],
            Tags = tags,
            People = people,
            Favourite = request.Favourite,
            Private = request.Private,
            Watched = request.Watched,
        };
        return
            await edit.ApplyAsync([id], changes, Viewer.SeesPrivate(context), cancellationToken) is BulkEditOutcome.Done
            && await library.FindAsync(id, cancellationToken) is { } video
            ? TypedResults.Ok(await responses.OfAsync(video, cancellationToken))
            : Refusals.NoSuchVideo();
    }

    private static IEnumerable<DateChange> DateChanges(
        DescribeVideoRequest request,
        RecordingDate? recorded,
        EdtfDate? date
    )
    {
        if (request.RecordedAt is not null)
        {
            yield return recorded is null ? new DateChange.Remove() : new DateChange.EnterTime(recorded);
        }

        if (request.Date is not null)
        {
            yield return date is null ? new DateChange.Remove() : new DateChange.Enter(date);
        }
    }

    private static ProblemHttpResult? Fault(string field, string? error) =>
        error is null ? null : Refusals.BadRequest(field, error);

    /// <summary>Why a title is invalid; null if it is valid or none is given.</summary>
    public static string? TitleError(string? title) => PlainText.TitleFault("The title", title, Video.MaxTitleLength);

    /// <summary>Why a description is invalid; null if it is valid or none is given.</summary>
    public static string? DescriptionError(string? description) =>
        PlainText.Fault("The description", description, Video.MaxDescriptionLength, lines: true);

    public static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        VideoId id,
        VideoLibrary library,
        CancellationToken cancellationToken
    ) => await library.DeleteAsync(id, cancellationToken) ? TypedResults.NoContent() : Refusals.NoSuchVideo();

    /// <summary>Dismisses the warning of a video, if it has one.</summary>
    public static async Task<Results<NoContent, ProblemHttpResult>> DismissWarningAsync(
        VideoId id,
        VideoLibrary library,
        CancellationToken cancellationToken
    ) => await library.DismissWarningAsync(id, cancellationToken) ? TypedResults.NoContent() : Refusals.NoSuchVideo();

    /// <summary>Compares every stored file of a video with its checksum. This can take minutes.</summary>
    public static async Task<Results<Ok<VideoResponse>, ProblemHttpResult>> CheckAsync(
        VideoId id,
        VideoCheck check,
        VideoLibrary library,
        VideoResponses responses,
        CancellationToken cancellationToken
    )
    {
        var outcome = await check.FullAsync(id, null, cancellationToken);
        return await library.FindAsync(id, cancellationToken) is not { } video ? Refusals.NoSuchVideo()
            : outcome == CheckOutcome.NotReady ? Refusals.Conflict("This video is not ready yet.")
            : TypedResults.Ok(await responses.OfAsync(video, cancellationToken));
    }

    /// <summary>Queues a new encode from the kept original; the video stays playable.</summary>
    public static async Task<Results<Accepted, ProblemHttpResult>> PrepareAgainAsync(
        VideoId id,
        JobQueue jobs,
        CancellationToken cancellationToken
    ) =>
        await jobs.PrepareAgainAsync(id, cancellationToken) switch
        {
            JobRequestOutcome.Done => TypedResults.Accepted(StreamVaultUrls.ApiVideo(id)),
            JobRequestOutcome.WrongState => Refusals.Conflict(
                "A video can be prepared again only if it's ready, its original is kept and it isn't being prepared already."
            ),
            _ => Refusals.NoSuchVideo(),
        };

    public static Results<PhysicalFileHttpResult, ProblemHttpResult> Poster(
        VideoId id,
        VaultStorage storage,
        StoredSizes sizes,
        DamageReports damage,
        HttpContext context
    )
    {
        var poster = new FileInfo(storage.PosterPath(id));
        if (!poster.Exists || sizes.IsWrong(id, poster.Name, poster.Length))
        {
            damage.Report(id);
            return Refusals.NotFound("This video has no poster yet.");
        }

        context.Response.Headers.CacheControl = "private, max-age=86400";
        return TypedResults.PhysicalFile(poster.FullName, "image/jpeg", lastModified: poster.LastWriteTimeUtc);
    }
}
