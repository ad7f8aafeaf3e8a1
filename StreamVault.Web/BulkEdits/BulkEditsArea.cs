using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.BulkEdits;
using StreamVault.Core.Dates;
using StreamVault.Core.Entities;
using StreamVault.Web.Accounts;
using StreamVault.Web.Problems;
using StreamVault.Web.Reference;
using StreamVault.Web.Security;

namespace StreamVault.Web.BulkEdits;

/// <summary>Editing many videos over HTTP.</summary>
internal static class BulkEditsArea
{
    // 20,000 ids of 39 bytes each.
    private const int MaxBody = 1024 * 1024;

    public static void MapBulkEdits(this IEndpointRouteBuilder app) =>
        app.MapPost(StreamVaultUrls.ApiBulkEdit, EditAsync)
            .RequireAuthorization()
            .WithTags("Videos")
            .WithBodyLimit(MaxBody)
            .WithSummary("Change many videos: all of them, or none if something is invalid")
            .WithRequestExample(
                """{"ids":["019ad3c2-7f00-7a3e-9c1d-2b5e8f6a0d41"],"addTags":["Christmas"],"date":"1998-12~","favourite":true}"""
            )
            .WithResponseExample("""{"changed":1,"ids":["019ad3c2-7f00-7a3e-9c1d-2b5e8f6a0d41"]}""");

    private static async Task<Results<Ok<BulkEditResponse>, ProblemHttpResult>> EditAsync(
        BulkEditRequest request,
        BulkEdit edit,
        TimeProvider clock,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        var (changes, error) = request.Read(clock);
        if (changes is null)
        {
            return Refusals.BadRequest(error!.Value.Field, error.Value.Fault);
        }

        var outcome = await edit.ApplyAsync(request.Ids!, changes, Viewer.SeesPrivate(context), cancellationToken);
        return outcome is BulkEditOutcome.Done(var changed, _)
            ? TypedResults.Ok(new BulkEditResponse(changed.Count, changed))
            : Refusal(outcome, request.AddToAlbum);
    }

    private static ProblemHttpResult Refusal(BulkEditOutcome outcome, AlbumId? album) =>
        outcome switch
        {
            BulkEditOutcome.NoSuchVideo(var video) => Refusals.BadRequest(
                "ids",
                $"There is no video with the id {video}."
            ),
            BulkEditOutcome.NoSuchAlbum => Refusals.BadRequest("addToAlbum", $"There is no album with the id {album}."),
            BulkEditOutcome.SmartAlbum => Refusals.BadRequest(
                "addToAlbum",
                "Videos can't be added to a smart album, because its videos come from its search."
            ),
            BulkEditOutcome.DateRefused(var video, DateFault.OutOfRange) => Refusals.BadRequest(
                "shiftSeconds",
                $"shiftSeconds would move the date of {video} outside of the years 1800 to 2199."
            ),
            BulkEditOutcome.DateRefused(var video, _) => Refusals.BadRequest(
                "shiftSeconds",
                $"shiftSeconds would move the date of {video} into the future."
            ),
            _ => throw new InvalidOperationException($"An edit ended as {outcome}."),
        };
}
