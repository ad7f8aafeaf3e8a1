using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Entities;
using StreamVault.Core.Exports;
using StreamVault.Core.Integrity;
using StreamVault.Core.Library;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Library;

internal static class DownloadEndpoint
{
    /// <summary>Sends one quality of a ready video as MP4, remuxed and decrypted on the fly.</summary>
    public static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> DownloadAsync(
        VideoId id,
        string? quality,
        VideoLibrary library,
        Mp4Download download,
        DownloadSlots slots,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await library.FindAsync(id, cancellationToken) is not { } video)
        {
            return Refusals.NoSuchVideo();
        }

        if (video.Status != VideoStatus.Ready)
        {
            return Refusals.Conflict("This video is not ready yet.");
        }

        var chosen = quality ?? video.Qualities[0];
        if (!video.Qualities.Contains(chosen))
        {
            return Refusals.NotFound(
                $"This video has no quality {chosen}. Available: {string.Join(", ", video.Qualities)}."
            );
        }

        try
        {
            await download.RequireWholeAsync(id, chosen, cancellationToken);
        }
        catch (VideoDamagedException e)
        {
            return Refusals.Conflict(e.Message);
        }

        if (slots.TryTake() is not { } slot)
        {
            response.SayWhenToRetry(DownloadSlots.RetryAfter);
            return TypedResults.Problem(
                $"The server is busy with {DownloadSlots.Count} other downloads. {RetryLater.Sentence(DownloadSlots.RetryAfter)}",
                statusCode: StatusCodes.Status503ServiceUnavailable
            );
        }

        response.RegisterForDispose(slot);
        SetLastModified(response, video, clock.GetUtcNow());
        // If damage is found later, the connection is aborted, so that the client knows the file is incomplete.
        return TypedResults.Stream(
            body => download.WriteAsync(video, chosen, body, cancellationToken),
            "video/mp4",
            $"{video.Title} ({chosen}).mp4"
        );
    }

    // Programs such as wget and curl --remote-time give the saved file this date. It isn't passed to the result, which would
    // answer conditional requests with 304: the file can change while its recording date doesn't.
    private static void SetLastModified(HttpResponse response, Video video, DateTimeOffset now)
    {
        response.Headers.CacheControl = "no-store";
        // RFC 9110 section 8.8.2.1 forbids dates in the future.
        if (video.ExactDate is { At: var recorded } && recorded <= now)
        {
            response.GetTypedHeaders().LastModified = recorded;
        }
    }
}
