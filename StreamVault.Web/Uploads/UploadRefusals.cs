using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Storage;
using StreamVault.Core.Uploads;

namespace StreamVault.Web.Uploads;

/// <summary>Why a file is not taken, in the same words whichever way it comes.</summary>
internal static class UploadRefusals
{
    public static ProblemHttpResult Of(UploadOutcome outcome) =>
        outcome switch
        {
            UploadOutcome.TooLarge(var limit) => TypedResults.Problem(
                $"This file is too large: the limit is {ByteText.Of(limit)} (the setting StreamVault:Uploads:MaxBytes).",
                statusCode: StatusCodes.Status413PayloadTooLarge
            ),
            UploadOutcome.NotEnoughSpace(var shortage) => Of(shortage),
            UploadOutcome.NotVideo(var reason) => TypedResults.Problem(
                reason,
                statusCode: StatusCodes.Status422UnprocessableEntity
            ),
            UploadOutcome.Damaged => TypedResults.Problem(
                "The disk of the vault did not keep what was sent. Send the file again, and look at the system's log: the disk may be failing.",
                statusCode: StatusCodes.Status500InternalServerError
            ),
            _ => throw new InvalidOperationException($"An upload was refused as {outcome}."),
        };

    public static ProblemHttpResult Of(SpaceShortage shortage) =>
        TypedResults.Problem(
            $"{shortage.Sentence} Delete something, or give the vault a larger disk.",
            statusCode: StatusCodes.Status507InsufficientStorage
        );
}
