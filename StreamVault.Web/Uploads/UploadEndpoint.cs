using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Uploads;
using StreamVault.Web.Library;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Uploads;

internal static class UploadEndpoint
{
    /// <summary>Takes one file, streamed to disk in constant memory.</summary>
    public static async Task<Results<Created<VideoResponse>, ProblemHttpResult>> UploadAsync(
        HttpContext context,
        IncomingUploads incoming,
        UploadIntake intake,
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
                        VideoResponse.Of(video, null)
                    ),
                    UploadOutcome.Duplicate(var existing) => Duplicates.Dropped(existing, context.Request.PathBase),
                    _ => UploadRefusals.Of(outcome),
                };
            case MultipartOutcome.Refused(var why):
                return UploadRefusals.Of(why);
            case MultipartOutcome.Malformed(var fault):
                return Refusals.BadRequest(fault);
            default:
                return TypedResults.Problem(
                    "Send the file as multipart/form-data, in a field named file.",
                    statusCode: StatusCodes.Status415UnsupportedMediaType
                );
        }
    }

    // Ends when the server stops, which would otherwise wait for the rest of the file. The connection is cut and not the
    // reading alone: Kestrel would read on to the end of the body.
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
    /// Whether so many bytes would be taken: a browser asks first, because it can't hear a refusal while it sends.
    /// </summary>
    /// <param name="bytes">How many are to come.</param>
    /// <param name="upload">The resumable upload that they belong to, if it has begun: what is promised to it is its own.</param>
    /// <param name="admission">Checks the size and the disk space.</param>
    public static Results<NoContent, ProblemHttpResult> Room(long bytes, Guid? upload, UploadAdmission admission) =>
        (upload is { } begun ? admission.CheckRest(bytes, begun) : admission.CheckNew(bytes)) is { } refusal
            ? UploadRefusals.Of(refusal)
            : TypedResults.NoContent();
}
