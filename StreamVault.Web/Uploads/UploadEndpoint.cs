using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Uploads;
using StreamVault.Web.Library;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Uploads;

internal static class UploadEndpoint
{
    /// <summary>Receives one file and streams it to disk in constant memory.</summary>
    public static async Task<Results<Created<VideoResponse>, ProblemHttpResult>> UploadAsync(
        HttpContext context,
        IncomingUploads incoming,
        UploadIntake intake,
        VideoResponses responses,
        IHostApplicationLifetime lifetime
    )
    {
        using var upload = incoming.Open();
        if (upload.Reserve(context.Request.ContentLength ?? 0) is { } refusal)
        {
            return UploadRefusals.Of(refusal);
        }

        switch (await ReadAsync(context, upload, lifetime.ApplicationStopping))
        {
            case MultipartOutcome.Received(var details):
                var outcome = await upload.VerifyAsync(context.RequestAborted) is { } file
                    ? await intake.AcceptAsync(file, details, context.RequestAborted)
                    : new UploadOutcome.Damaged();
                return outcome switch
                {
                    UploadOutcome.Accepted(var video) => TypedResults.Created(
                        context.Request.PathBase + StreamVaultUrls.ApiVideo(video.Id),
                        await responses.OfAsync(video, context.RequestAborted)
                    ),
                    UploadOutcome.Duplicate(var existing) => Duplicates.Dropped(existing, context),
                    _ => UploadRefusals.Of(outcome),
                };
            case MultipartOutcome.Refused(var why):
                return UploadRefusals.Of(why);
            case MultipartOutcome.Malformed(var field, var error):
                return Refusals.BadRequest(field, error);
            default:
                return TypedResults.Problem(
                    "Send the file as multipart/form-data, in a field named file.",
                    statusCode: StatusCodes.Status415UnsupportedMediaType
                );
        }
    }

    // Ends when the server stops, so that shutdown doesn't wait for the rest of the file. Aborts the connection, because
    // Kestrel would otherwise read the rest of the body.
    private static async Task<MultipartOutcome> ReadAsync(
        HttpContext context,
        IncomingUpload upload,
        CancellationToken stopping
    )
    {
        using var stop = stopping.Register(context.Abort);
        return await MultipartUpload.ReadAsync(context.Request, upload, context.RequestAborted);
    }

    /// <summary>
    /// Whether a file of this size would be accepted. Browsers ask first, because they can't read an error response while
    /// they send.
    /// </summary>
    /// <param name="bytes">The size, or what is left to send.</param>
    /// <param name="upload">The resumable upload that is continued, if any: its space is already reserved.</param>
    /// <param name="admission">Checks the size and the disk space.</param>
    public static Results<NoContent, ProblemHttpResult> Room(long bytes, Guid? upload, UploadAdmission admission) =>
        bytes < 0 ? Refusals.BadRequest("bytes", "bytes must not be negative.")
        : (upload is { } started ? admission.CheckRest(bytes, started) : admission.CheckNew(bytes)) is { } refusal
            ? UploadRefusals.Of(refusal)
        : TypedResults.NoContent();
}
