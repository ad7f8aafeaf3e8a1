using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Subtitles;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Subtitles;

internal static class SubtitleEndpoints
{
    public static async Task<Results<Ok<IEnumerable<SubtitleResponse>>, ProblemHttpResult>> ListAsync(
        VideoId id,
        VideoLibrary videos,
        UploadedSubtitles subtitles,
        CancellationToken cancellationToken
    ) =>
        await videos.FindAsync(id, cancellationToken) is null
            ? Refusals.NoSuchVideo()
            : TypedResults.Ok(subtitles.List(id).Select(SubtitleResponse.Of));

    /// <summary>Adds subtitles. They can be played and found by search when this returns.</summary>
    public static async Task<Results<Created<SubtitleResponse>, ProblemHttpResult>> AddAsync(
        VideoId id,
        VideoLibrary videos,
        UploadedSubtitles subtitles,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        if (await RefusalAsync(id, videos, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var received = await ReceivedSubtitles.ReadAsync(context.Request, cancellationToken);
        if (received is not ReceivedSubtitles.Read read)
        {
            return Refuse(received);
        }

        var outcome = await subtitles.AddAsync(
            id,
            read.File,
            read.FileName,
            read.Language,
            read.Label,
            cancellationToken
        );
        return outcome is SubtitleOutcome.Saved(var added)
            ? TypedResults.Created(
                $"{context.Request.PathBase}{StreamVaultUrls.Subtitles(id)}/{added.Id}",
                SubtitleResponse.Of(added)
            )
            : Refuse(outcome);
    }

    public static async Task<Results<Ok<SubtitleResponse>, ProblemHttpResult>> ReplaceAsync(
        VideoId id,
        Guid subtitleId,
        VideoLibrary videos,
        UploadedSubtitles subtitles,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        if (await RefusalAsync(id, videos, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var received = await ReceivedSubtitles.ReadAsync(context.Request, cancellationToken);
        return received is ReceivedSubtitles.Read read
            ? Saved(await subtitles.ReplaceAsync(id, subtitleId, read.File, read.FileName, cancellationToken))
            : Refuse(received);
    }

    public static async Task<Results<Ok<SubtitleResponse>, ProblemHttpResult>> ChangeAsync(
        VideoId id,
        Guid subtitleId,
        SubtitleRequest request,
        UploadedSubtitles subtitles,
        CancellationToken cancellationToken
    ) =>
        Saved(
            await subtitles.ChangeAsync(
                id,
                subtitleId,
                request.Language,
                request.Label,
                request.ShiftSeconds,
                cancellationToken
            )
        );

    public static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        VideoId id,
        Guid subtitleId,
        UploadedSubtitles subtitles,
        CancellationToken cancellationToken
    )
    {
        var outcome = await subtitles.DeleteAsync(id, subtitleId, cancellationToken);
        return outcome is SubtitleOutcome.Deleted ? TypedResults.NoContent() : Refuse(outcome);
    }

    private static Results<Ok<SubtitleResponse>, ProblemHttpResult> Saved(SubtitleOutcome outcome) =>
        outcome is SubtitleOutcome.Saved(var saved) ? TypedResults.Ok(SubtitleResponse.Of(saved)) : Refuse(outcome);

    // Before the file is read.
    private static async Task<ProblemHttpResult?> RefusalAsync(
        VideoId id,
        VideoLibrary videos,
        CancellationToken cancellationToken
    ) =>
        await videos.FindAsync(id, cancellationToken) switch
        {
            null => Refusals.NoSuchVideo(),
            { Status: not VideoStatus.Ready } => Refusals.Conflict(SubtitleText.NotReady),
            _ => null,
        };

    private static ProblemHttpResult Refuse(ReceivedSubtitles received) =>
        received is ReceivedSubtitles.Refused(var reason)
            ? Refusals.BadRequest("file", reason)
            : Refusals.UnsupportedMediaType("Send the file as multipart/form-data, in a field named file.");

    private static ProblemHttpResult Refuse(SubtitleOutcome outcome) =>
        outcome switch
        {
            SubtitleOutcome.NoSuchVideo => Refusals.NoSuchVideo(),
            SubtitleOutcome.NoSuchSubtitle => NoSuchSubtitle(),
            SubtitleOutcome.NotReady => Refusals.Conflict(SubtitleText.NotReady),
            SubtitleOutcome.TooMany => Refusals.Conflict(SubtitleText.TooMany),
            SubtitleOutcome.Damaged => Refusals.Conflict(SubtitleText.Damaged),
            _ => SubtitleText.FaultOf(outcome) is { } fault
                ? Refusals.BadRequest(fault)
                : throw new InvalidOperationException($"{outcome} is no refusal."),
        };

    private static ProblemHttpResult NoSuchSubtitle() =>
        Refusals.NotFound("This video has no uploaded subtitles with this id.");
}
