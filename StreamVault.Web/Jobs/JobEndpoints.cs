using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Jobs;

/// <summary>A job over HTTP.</summary>
/// <param name="Status"><c>queued</c>, <c>processing</c>, <c>completed</c> or <c>failed</c>.</param>
/// <param name="Progress">Percent done, 0 to 100.</param>
internal sealed record JobResponse(
    JobId Id,
    VideoId VideoId,
    string VideoTitle,
    JobStatus Status,
    int Attempts,
    int MaxAttempts,
    double Progress,
    string? Stage,
    string? ErrorMessage,
    int? ErrorExitCode,
    string? ErrorLog,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt,
    DateTimeOffset CreatedAt
)
{
    public static JobResponse Of(JobListing listing, JobProgress? live) =>
        new(
            listing.Job.Id,
            listing.Job.VideoId,
            listing.VideoTitle,
            listing.Job.Status,
            listing.Job.Attempts,
            listing.Job.MaxAttempts,
            Math.Round(100 * (live?.Fraction ?? listing.Job.Progress), 1),
            live?.Stage ?? listing.Job.Stage,
            listing.Job.ErrorMessage,
            listing.Job.ErrorExitCode,
            listing.Job.ErrorLog,
            listing.Job.NextAttemptAt,
            listing.Job.StartedAt,
            listing.Job.CompletedAt,
            listing.Job.CreatedAt
        );
}

internal static class JobEndpoints
{
    public static async Task<Ok<JobResponse[]>> ListAsync(
        JobQueue jobs,
        RunningJobs running,
        CancellationToken cancellationToken
    )
    {
        var listings = await jobs.ListAsync(null, cancellationToken);
        return TypedResults.Ok(
            listings.Select(listing => JobResponse.Of(listing, running.Latest(listing.Job.Id))).ToArray()
        );
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> RetryAsync(
        JobId id,
        JobQueue jobs,
        CancellationToken cancellationToken
    ) =>
        await jobs.RetryAsync(id, cancellationToken) switch
        {
            JobRequestOutcome.Done => TypedResults.NoContent(),
            JobRequestOutcome.WrongState => Refusals.Conflict("Only a failed or waiting job can be tried again."),
            _ => NoSuchJob(),
        };

    public static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        JobId id,
        JobQueue jobs,
        CancellationToken cancellationToken
    ) =>
        await jobs.DeleteAsync(id, cancellationToken) switch
        {
            JobRequestOutcome.Done => TypedResults.NoContent(),
            JobRequestOutcome.WrongState => Refusals.Conflict(
                "This job is not finished. To stop it, delete its video."
            ),
            _ => NoSuchJob(),
        };

    private static ProblemHttpResult NoSuchJob() => Refusals.NotFound("There is no job of this id.");
}
