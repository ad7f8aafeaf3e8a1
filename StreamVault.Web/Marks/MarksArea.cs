using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Marks;
using StreamVault.Web.Problems;
using StreamVault.Web.Reference;
using StreamVault.Web.Security;

namespace StreamVault.Web.Marks;

/// <summary>Chapters and notes in the HTTP interface.</summary>
internal static class MarksArea
{
    private static readonly MarkEndpoints _chapters = new(MarkKind.Chapter, "startSeconds", "title");
    private static readonly MarkEndpoints _notes = new(MarkKind.Note, "atSeconds", "text");

    public static void MapMarks(this IEndpointRouteBuilder app)
    {
        MapChapters(
            app.MapGroup(StreamVaultUrls.ApiVideos + "/{id:guid}/chapters").WithTags("Videos").RequireAuthorization()
        );
        MapNotes(
            app.MapGroup(StreamVaultUrls.ApiVideos + "/{id:guid}/notes").WithTags("Videos").RequireAuthorization()
        );
    }

    private static void MapChapters(RouteGroupBuilder group)
    {
        group
            .MapGet(
                "",
                async Task<Results<Ok<IEnumerable<ChapterResponse>>, ProblemHttpResult>> (
                    VideoId id,
                    VideoLibrary videos,
                    CancellationToken cancellationToken
                ) =>
                    await _chapters.FindAsync(id, videos, cancellationToken) is { } found
                        ? TypedResults.Ok(found.Select(ChapterResponse.Of))
                        : Refusals.NoSuchVideo()
            )
            .WithSummary("List the chapters of a video, in order");
        group
            .MapPost(
                "",
                (VideoId id, AddChapterRequest request, VideoMarks marks, HttpContext context) =>
                    _chapters.AddAsync(
                        id,
                        request.StartSeconds,
                        request.Title,
                        context.Request.PathBase + StreamVaultUrls.Chapters(id),
                        ChapterResponse.Of,
                        marks,
                        context.RequestAborted
                    )
            )
            .WithSummary("Add a chapter")
            .WithRequestExample("""{"startSeconds":754.2,"title":"The cake"}""");
        group
            .MapPatch(
                "{itemId:guid}",
                (
                    VideoId id,
                    Guid itemId,
                    ChangeChapterRequest request,
                    VideoMarks marks,
                    CancellationToken cancellationToken
                ) =>
                    _chapters.ChangeAsync(
                        id,
                        itemId,
                        request.StartSeconds,
                        request.Title,
                        ChapterResponse.Of,
                        marks,
                        cancellationToken
                    )
            )
            .WithSummary("Change a chapter")
            .WithRequestExample("""{"title":"The cake and the candles"}""");
        group.MapDelete("{itemId:guid}", DeleteHandler(_chapters)).WithSummary("Delete a chapter");
    }

    private static void MapNotes(RouteGroupBuilder group)
    {
        group
            .MapGet(
                "",
                async Task<Results<Ok<IEnumerable<NoteResponse>>, ProblemHttpResult>> (
                    VideoId id,
                    VideoLibrary videos,
                    CancellationToken cancellationToken
                ) =>
                    await _notes.FindAsync(id, videos, cancellationToken) is { } found
                        ? TypedResults.Ok(found.Select(NoteResponse.Of))
                        : Refusals.NoSuchVideo()
            )
            .WithSummary("List the notes of a video, in order of time");
        group
            .MapPost(
                "",
                (VideoId id, AddNoteRequest request, VideoMarks marks, HttpContext context) =>
                    _notes.AddAsync(
                        id,
                        request.AtSeconds,
                        request.Text,
                        context.Request.PathBase + StreamVaultUrls.Notes(id),
                        NoteResponse.Of,
                        marks,
                        context.RequestAborted
                    )
            )
            .WithBodyLimit(BodyLimits.Long)
            .WithSummary("Add a note")
            .WithRequestExample("""{"atSeconds":754.2,"text":"Uncle Karl tells the story of the boat."}""");
        group
            .MapPatch(
                "{itemId:guid}",
                (
                    VideoId id,
                    Guid itemId,
                    ChangeNoteRequest request,
                    VideoMarks marks,
                    CancellationToken cancellationToken
                ) =>
                    _notes.ChangeAsync(
                        id,
                        itemId,
                        request.AtSeconds,
                        request.Text,
                        NoteResponse.Of,
                        marks,
                        cancellationToken
                    )
            )
            .WithBodyLimit(BodyLimits.Long)
            .WithSummary("Change a note")
            .WithRequestExample("""{"text":"Uncle Karl and Aunt Eva tell the story of the boat."}""");
        group.MapDelete("{itemId:guid}", DeleteHandler(_notes)).WithSummary("Delete a note");
    }

    private static Func<
        VideoId,
        Guid,
        VideoMarks,
        CancellationToken,
        Task<Results<NoContent, ProblemHttpResult>>
    > DeleteHandler(MarkEndpoints endpoints) =>
        (id, itemId, marks, cancellationToken) => endpoints.DeleteAsync(id, itemId, marks, cancellationToken);
}
