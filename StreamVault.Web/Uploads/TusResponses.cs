using StreamVault.Core.Entities;
using StreamVault.Core.Uploads;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Uploads;

/// <summary>Responses to tus clients.</summary>
internal static class TusResponses
{
    /// <summary>The response for an outcome; also sets headers.</summary>
    /// <param name="context">The request.</param>
    /// <param name="outcome">The outcome of the request.</param>
    /// <param name="success">The response on success.</param>
    public static IResult Answer(HttpContext context, ResumeOutcome outcome, IResult success)
    {
        var response = context.Response;
        switch (outcome)
        {
            case ResumeOutcome.Waiting(var upload, var offset):
                Describe(response, upload, offset);
                return success;
            case ResumeOutcome.Accepted(var upload):
                Describe(response, upload, upload.Length);
                response.Headers[Tus.Video] = context.Request.PathBase + StreamVaultUrls.ApiVideo(upload.VideoId);
                return success;
            // HEAD must tell a client that all bytes have arrived. The duplicate is in a header.
            case ResumeOutcome.Duplicate(var upload, var existing):
                Describe(response, upload, upload.Length);
                response.Headers[Tus.Duplicate] = context.Request.PathBase + StreamVaultUrls.ApiVideo(existing.Id);
                return HttpMethods.IsHead(context.Request.Method)
                    ? success
                    : Duplicates.Waits(existing, upload.Id, context);
            case ResumeOutcome.NothingToDecide:
                return Refusals.Conflict(
                    "This upload isn't complete yet. You can add it anyway only if it is a duplicate."
                );
            case ResumeOutcome.Refused(var why):
                return UploadRefusals.Of(why);
            case ResumeOutcome.NotEnoughSpace(var shortage):
                return UploadRefusals.Of(shortage);
            case ResumeOutcome.WrongOffset(var offset):
                return Refusals.Conflict($"Wrong offset: continue the upload at byte {offset}.");
            case ResumeOutcome.Damaged(var offset):
                return Refusals.Conflict(
                    $"The disk didn't store the data correctly. Continue the upload at byte {offset}."
                );
            case ResumeOutcome.TooMany:
                return TypedResults.Problem(
                    $"The upload is longer than declared in {Tus.Length}.",
                    statusCode: StatusCodes.Status413PayloadTooLarge
                );
            case ResumeOutcome.ChecksumDiffers:
                return TypedResults.Problem(
                    "The data doesn't match its checksum. Send it again.",
                    statusCode: Tus.ChecksumMismatch
                );
            case ResumeOutcome.Expired:
                return TypedResults.Problem(
                    "This upload has expired. Start again.",
                    statusCode: StatusCodes.Status410Gone
                );
            // Clients retry after "locked". After an error, they might start over.
            case ResumeOutcome.Busy:
            case ResumeOutcome.Postponed when HttpMethods.IsHead(context.Request.Method):
                response.SayWhenToRetry(TimeSpan.FromSeconds(2));
                return TypedResults.Problem(
                    "The server is still checking the upload. Try again in a moment.",
                    statusCode: StatusCodes.Status423Locked
                );
            case ResumeOutcome.Postponed:
                response.SayWhenToRetry(TimeSpan.FromSeconds(5));
                return TypedResults.Problem(
                    "The upload is complete, but the video couldn't be added yet. The server will try again.",
                    statusCode: StatusCodes.Status503ServiceUnavailable
                );
            default:
                return Tus.NoSuchUpload();
        }
    }

    private static void Describe(HttpResponse response, ResumableUpload upload, long offset)
    {
        response.SetBytes(Tus.Offset, offset);
        response.SetExpires(upload.ExpiresAt);
    }
}
