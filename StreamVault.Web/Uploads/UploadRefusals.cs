using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Storage;
using StreamVault.Core.Uploads;

namespace StreamVault.Web.Uploads;

/// <summary>Error responses for uploads, shared by multipart and tus.</summary>
internal static class UploadRefusals
{
    public static ProblemHttpResult Of(UploadOutcome outcome) =>
        outcome switch
        {
            UploadOutcome.TooLarge(var limit) => TypedResults.Problem(
                $"This file is too large. The limit is {ByteText.Of(limit)} (setting StreamVault:Uploads:MaxBytes).",
                statusCode: StatusCodes.Status413PayloadTooLarge
            ),
            UploadOutcome.NotEnoughSpace(var shortage) => Of(shortage),
            UploadOutcome.NotVideo(var reason) => TypedResults.Problem(
                reason,
                statusCode: StatusCodes.Status422UnprocessableEntity
            ),
            UploadOutcome.Damaged => TypedResults.Problem(
                "The server's disk didn't store the file correctly. Send the file again, and check the system log: the disk may be failing.",
                statusCode: StatusCodes.Status500InternalServerError
            ),
            _ => throw new InvalidOperationException($"Unexpected upload outcome {outcome}."),
        };

    public static ProblemHttpResult Of(SpaceShortage shortage) =>
        TypedResults.Problem(
            $"{shortage.Sentence} Empty the trash, delete videos, or move the vault to a larger disk.",
            statusCode: StatusCodes.Status507InsufficientStorage
        );
}
