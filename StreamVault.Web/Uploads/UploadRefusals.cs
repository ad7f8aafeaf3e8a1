using Microsoft.AspNetCore.Http.HttpResults;
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
            UploadOutcome.NoRoom(var needed, var free, var promised) => TypedResults.Problem(
                $"There isn't enough disk space for this file. It needs {ByteText.Of(needed)}{Others(promised)}, but only {ByteText.Of(free)} are free. Delete videos, or move the vault to a larger disk.",
                statusCode: StatusCodes.Status507InsufficientStorage
            ),
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

    private static string Others(long promised) =>
        promised == 0
            ? ""
            : $" (including {ByteText.Of(promised)} for other uploads and videos that are still to be prepared)";
}
