using StreamVault.Core.Entities;
using StreamVault.Core.Uploads;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Uploads;

/// <summary>What a tus client hears.</summary>
internal static class TusAnswers
{
    /// <summary>The answer to a request that went as <paramref name="outcome"/> says.</summary>
    /// <param name="context">The request.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="success">The answer if all is well.</param>
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
            // HEAD must let a client know that all bytes are there; what else is to be said stands in a header.
            case ResumeOutcome.Duplicate(var upload, var existing):
                Describe(response, upload, upload.Length);
                response.Headers[Tus.Duplicate] = context.Request.PathBase + StreamVaultUrls.ApiVideo(existing.Id);
                return HttpMethods.IsHead(context.Request.Method)
                    ? success
                    : Duplicates.Waits(existing, upload.Id, context.Request.PathBase);
            case ResumeOutcome.NothingToDecide:
                return Refusals.Conflict("There is nothing to decide: the upload is not complete.");
            case ResumeOutcome.Refused(var why):
                return UploadRefusals.Of(why);
            case ResumeOutcome.NotEnoughSpace(var shortage):
                return UploadRefusals.Of(shortage);
            case ResumeOutcome.WrongOffset(var offset):
                return Refusals.Conflict($"The upload goes on at byte {offset}: send what follows from there.");
            case ResumeOutcome.Damaged(var offset):
                return Refusals.Conflict(
                    $"The disk did not keep what was sent. The upload goes on at byte {offset}: send again from there."
                );
            case ResumeOutcome.TooMany:
                return TypedResults.Problem(
                    $"More bytes came than {Tus.Length} announced.",
                    statusCode: StatusCodes.Status413PayloadTooLarge
                );
            case ResumeOutcome.ChecksumDiffers:
                return TypedResults.Problem(
                    "The bytes changed on their way: they do not match their checksum. Send them again.",
                    statusCode: Tus.ChecksumMismatch
                );
            case ResumeOutcome.Expired:
                return TypedResults.Problem(
                    "This upload waited too long for its rest. Begin again.",
                    statusCode: StatusCodes.Status410Gone
                );
            // A client that hears "locked" to any question asks again; told of an error it might begin anew.
            case ResumeOutcome.Busy:
            case ResumeOutcome.Postponed when HttpMethods.IsHead(context.Request.Method):
                response.SayWhenToRetry(TimeSpan.FromSeconds(2));
                return TypedResults.Problem(
                    "The server is still checking what was sent. Ask again in a moment.",
                    statusCode: StatusCodes.Status423Locked
                );
            case ResumeOutcome.Postponed:
                response.SayWhenToRetry(TimeSpan.FromSeconds(5));
                return TypedResults.Problem(
                    "All bytes are safe, but the video could not be added just now. The server tries again by itself.",
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
