using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Marks;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Marks;

/// <summary>The chapters or the notes of videos over HTTP.</summary>
/// <param name="kind">Chapters or notes.</param>
/// <param name="timeField">The name of the field with the moment.</param>
/// <param name="textField">The name of the field with the text.</param>
internal sealed class MarkEndpoints(MarkKind kind, string timeField, string textField)
{
    private string Name => kind == MarkKind.Chapter ? "chapter" : "note";

    public async Task<IReadOnlyList<VideoMark>?> FindAsync(
        VideoId id,
        VideoLibrary videos,
        CancellationToken cancellationToken
    ) => await videos.FindAsync(id, cancellationToken) is { } video ? VideoMark.Of(video, kind) : null;

    public async Task<Results<Created<TResponse>, ProblemHttpResult>> AddAsync<TResponse>(
        VideoId id,
        double? at,
        string? text,
        string url,
        Func<VideoMark, TResponse> response,
        VideoMarks marks,
        CancellationToken cancellationToken
    )
    {
        if (at is not { } seconds)
        {
            return Refusals.BadRequest(timeField, $"{timeField} is missing.");
        }

        if (text is null)
        {
            return Refusals.BadRequest(textField, $"{textField} is missing.");
        }

        var outcome = await marks.AddAsync(id, kind, seconds, text, cancellationToken);
        return outcome is MarkOutcome.Saved saved
            ? TypedResults.Created($"{url}/{saved.Mark.Id}", response(saved.Mark))
            : Refuse(outcome);
    }

    public async Task<Results<Ok<TResponse>, ProblemHttpResult>> ChangeAsync<TResponse>(
        VideoId id,
        Guid item,
        double? at,
        string? text,
        Func<VideoMark, TResponse> response,
        VideoMarks marks,
        CancellationToken cancellationToken
    )
    {
        var outcome = await marks.ChangeAsync(id, kind, item, at, text, cancellationToken);
        return outcome is MarkOutcome.Saved saved ? TypedResults.Ok(response(saved.Mark)) : Refuse(outcome);
    }

    public async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        VideoId id,
        Guid item,
        VideoMarks marks,
        CancellationToken cancellationToken
    ) =>
        await marks.DeleteAsync(id, kind, item, cancellationToken) is null
            ? Refusals.NotFound($"This video has no {Name} with this id.")
            : TypedResults.NoContent();

    private ProblemHttpResult Refuse(MarkOutcome outcome) =>
        outcome switch
        {
            MarkOutcome.NoSuchVideo => Refusals.NoSuchVideo(),
            MarkOutcome.NoSuchMark => Refusals.NotFound($"This video has no {Name} with this id."),
            MarkOutcome.NotReady => Refusals.Conflict("This video is not ready yet."),
            MarkOutcome.TooMany => Refusals.Conflict(
                $"A video can have at most {VideoMark.MaxCount} {Name}s. Delete one first."
            ),
            _ => MarkText.FaultOf(outcome, kind) is var (isTime, reason)
                ? Refusals.BadRequest(isTime ? timeField : textField, reason)
                : throw new InvalidOperationException($"{outcome} isn't a refusal."),
        };
}
