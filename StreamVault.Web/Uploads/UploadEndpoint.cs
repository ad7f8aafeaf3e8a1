using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Library;
using StreamVault.Core.Uploads;
using StreamVault.Web.Library;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Uploads;

internal static class UploadEndpoint
{
    /// <summary>Takes one file, streamed to disk in constant memory.</summary>
    public static async Task<Results<Created<VideoResponse>, ProblemHttpResult>> UploadAsync(
        HttpContext context,
        UploadIntake intake
    )
    {
        // The intake has its own limit, in words that a person understands.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        if (intake.Refusal(context.Request.ContentLength ?? 0) is { } refusal)
        {
            return Refuse(refusal);
        }

        using var upload = intake.Open();
        switch (await MultipartUpload.ReadAsync(context.Request, upload, context.RequestAborted))
        {
            case MultipartOutcome.Received(var details):
                var outcome = await intake.AcceptAsync(upload, details, context.RequestAborted);
                return outcome is UploadOutcome.Accepted(var video)
                    ? TypedResults.Created(
                        context.Request.PathBase + StreamVaultUrls.ApiVideo(video.Id),
                        VideoResponse.Of(video, null)
                    )
                    : Refuse(outcome);
            case MultipartOutcome.Refused(var why):
                return Refuse(why);
            case MultipartOutcome.Malformed(var fault):
                return Refusals.BadRequest(fault);
            default:
                return TypedResults.Problem(
                    "Send the file as multipart/form-data, in a field named file.",
                    statusCode: StatusCodes.Status415UnsupportedMediaType
                );
        }
    }

    /// <summary>
    /// Whether a file of this size would be taken: a browser asks first, because it can't hear a refusal while it sends.
    /// </summary>
    public static Results<NoContent, ProblemHttpResult> Room(long bytes, UploadIntake intake) =>
        intake.Refusal(bytes) is { } refusal ? Refuse(refusal) : TypedResults.NoContent();

    private static ProblemHttpResult Refuse(UploadOutcome outcome) =>
        outcome switch
        {
            UploadOutcome.TooLarge(var limit) => TypedResults.Problem(
                $"This file is too large: at most {ByteText.Of(limit)} are taken (the setting StreamVault:Uploads:MaxBytes).",
                statusCode: StatusCodes.Status413PayloadTooLarge
            ),
            UploadOutcome.NoRoom(var needed, var free) => TypedResults.Problem(
                $"The disk has no room for this file: {ByteText.Of(needed)} are needed and {ByteText.Of(free)} are free. Delete something, or give the vault a larger disk.",
                statusCode: StatusCodes.Status507InsufficientStorage
            ),
            UploadOutcome.NotVideo(var reason) => TypedResults.Problem(
                reason,
                statusCode: StatusCodes.Status422UnprocessableEntity
            ),
            _ => throw new InvalidOperationException($"An upload was refused as {outcome}."),
        };
}
