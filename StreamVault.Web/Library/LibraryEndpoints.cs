using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;
using StreamVault.Web.Dates;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Library;

internal static class LibraryEndpoints
{
    public static async Task<Results<Ok<VideoListResponse>, ProblemHttpResult>> ListAsync(
        [AsParameters] VideoListRequest request,
        VideoLibrary library,
        JobQueue jobs,
        CancellationToken cancellationToken
    )
    {
        var (query, error) = request.Read();
        if (query is null)
        {
            return Refusals.BadRequest(error!);
        }

        var page = await library.ListAsync(query, cancellationToken);
        var errors = await jobs.ErrorsAsync([.. page.Items.Select(video => video.Id)], cancellationToken);
        return TypedResults.Ok(
            new VideoListResponse(
                [.. page.Items.Select(video => VideoResponse.Of(video, errors.GetValueOrDefault(video.Id)))],
                page.Total
            )
        );
    }

    public static async Task<Results<Ok<VideoResponse>, ProblemHttpResult>> FindAsync(
        VideoId id,
        VideoLibrary library,
        JobQueue jobs,
        CancellationToken cancellationToken
    ) =>
        await library.FindAsync(id, cancellationToken) is { } video
            ? TypedResults.Ok(await ResponseAsync(video, jobs, cancellationToken))
            : Refusals.NoSuchVideo();

    public static async Task<Results<Ok<VideoResponse>, ProblemHttpResult>> DescribeAsync(
        VideoId id,
        DescribeVideoRequest request,
        VideoLibrary library,
        JobQueue jobs,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var (recorded, dateError) = RecordingDateText.Read(request.RecordedAt ?? "", clock);
        var (date, edtfError) = VideoDateText.Read(request.Date ?? "", clock);
        if ((TitleError(request.Title) ?? DescriptionError(request.Description) ?? dateError ?? edtfError) is { } error)
        {
            return Refusals.BadRequest(error);
        }

        if (request.Date is not null && await library.SetDateAsync(id, date, cancellationToken) is null)
        {
            return Refusals.NoSuchVideo();
        }

        if (
            request.RecordedAt is not null
            && await library.SetRecordingDateAsync(id, recorded, cancellationToken) is null
        )
        {
            return Refusals.NoSuchVideo();
        }

        return await library.DescribeAsync(id, request.Title, request.Description, cancellationToken) is { } video
            ? TypedResults.Ok(await ResponseAsync(video, jobs, cancellationToken))
            : Refusals.NoSuchVideo();
    }

    /// <summary>Why a title is invalid; null if it is valid or none is given.</summary>
    public static string? TitleError(string? title) =>
        title is not null && string.IsNullOrWhiteSpace(title)
            ? "The title must not be empty."
            : PlainText.Fault("The title", title, Video.MaxTitleLength);

    /// <summary>Why a description is invalid; null if it is valid or none is given.</summary>
    public static string? DescriptionError(string? description) =>
        PlainText.Fault("The description", description, Video.MaxDescriptionLength, lines: true);

    public static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        VideoId id,
        VideoLibrary library,
        CancellationToken cancellationToken
    ) => await library.DeleteAsync(id, cancellationToken) ? TypedResults.NoContent() : Refusals.NoSuchVideo();

    /// <summary>Compares every stored file of a video with its checksum. This can take minutes.</summary>
    public static async Task<Results<Ok<VideoResponse>, ProblemHttpResult>> CheckAsync(
        VideoId id,
        VideoCheck check,
        VideoLibrary library,
        JobQueue jobs,
        CancellationToken cancellationToken
    )
    {
        var outcome = await check.FullAsync(id, null, cancellationToken);
        return await library.FindAsync(id, cancellationToken) is not { } video ? Refusals.NoSuchVideo()
            : outcome == CheckOutcome.NotReady ? Refusals.Conflict("This video is not ready yet.")
            : TypedResults.Ok(await ResponseAsync(video, jobs, cancellationToken));
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

    private static async Task<VideoResponse> ResponseAsync(
        Video video,
        JobQueue jobs,
        CancellationToken cancellationToken
    )
    {
        var errors = await jobs.ErrorsAsync([video.Id], cancellationToken);
        return VideoResponse.Of(video, errors.GetValueOrDefault(video.Id));
    }
}
