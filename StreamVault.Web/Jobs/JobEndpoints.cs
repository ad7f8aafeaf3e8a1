using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Jobs;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Jobs;

internal static class JobEndpoints
{
    private const string NotOpen = "This job is over.";

    public static async Task<Ok<JobResponse[]>> ListAsync(JobResponses jobs, CancellationToken cancellationToken) =>
        TypedResults.Ok(await jobs.AllAsync(cancellationToken));

    public static ServerSentEventsResult<JobEvent?> Events(
        JobFeed feed,
        HttpContext context,
        CancellationToken cancellationToken
    ) => TypedResults.ServerSentEvents(feed.FollowAsync(context.User, cancellationToken));

    public static async Task<Results<NoContent, ProblemHttpResult>> RetryAsync(
        JobId id,
        JobQueue jobs,
        CancellationToken cancellationToken
    ) => Answer(await jobs.RetryAsync(id, cancellationToken), "Only a failed or waiting job can be tried again.");

    public static async Task<Results<NoContent, ProblemHttpResult>> PauseAsync(
        JobId id,
        JobQueue jobs,
        CancellationToken cancellationToken
    ) => Answer(await jobs.PauseAsync(id, cancellationToken), NotOpen);

    public static async Task<Results<NoContent, ProblemHttpResult>> ResumeAsync(
        JobId id,
        JobQueue jobs,
        CancellationToken cancellationToken
    ) => Answer(await jobs.ResumeAsync(id, cancellationToken), NotOpen);

    public static async Task<Results<NoContent, ProblemHttpResult>> CancelAsync(
        JobId id,
        JobQueue jobs,
        CancellationToken cancellationToken
    ) => Answer(await jobs.CancelAsync(id, cancellationToken), NotOpen);

    public static async Task<Results<NoContent, ProblemHttpResult>> PrioritizeAsync(
        JobId id,
        PrioritizeRequest request,
        JobQueue jobs,
        CancellationToken cancellationToken
    ) => Answer(await jobs.PrioritizeAsync(id, request.Priority, request.OnlyInOffHours, cancellationToken), NotOpen);

    public static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        JobId id,
        JobQueue jobs,
        CancellationToken cancellationToken
    ) => Answer(await jobs.DeleteAsync(id, cancellationToken), "This job is not over. Cancel it first.");

    private static Results<NoContent, ProblemHttpResult> Answer(JobRequestOutcome outcome, string wrongState) =>
        outcome switch
        {
            JobRequestOutcome.Done => TypedResults.NoContent(),
            JobRequestOutcome.WrongState => Refusals.Conflict(wrongState),
            _ => Refusals.NotFound("There is no job of this id."),
        };
}
