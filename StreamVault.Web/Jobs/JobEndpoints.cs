using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Web.Accounts;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Jobs;

internal static class JobEndpoints
{
    private const string NotOpen = "This job is over.";

    private const int MaxPageSize = 200;

    /// <summary>A page of all jobs, newest first; <c>X-Total-Count</c> is the total number of jobs.</summary>
    public static async Task<Results<Ok<JobResponse[]>, ProblemHttpResult>> ListAsync(
        JobResponses jobs,
        HttpContext context,
        CancellationToken cancellationToken,
        int page = 1,
        int pageSize = MaxPageSize
    )
    {
        if (PageFault.Of(page, pageSize, MaxPageSize) is { } fault)
        {
            return Refusals.BadRequest(fault);
        }

        var withPrivate = Viewer.SeesPrivate(context);
        var (listed, total) = await jobs.PageAsync((page - 1) * pageSize, pageSize, withPrivate, cancellationToken);
        context.Response.Headers["X-Total-Count"] = total.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Ok(listed);
    }

    public static ServerSentEventsResult<JobEvent?> Events(
        JobFeed feed,
        HttpContext context,
        CancellationToken cancellationToken
    ) => TypedResults.ServerSentEvents(feed.StreamAsync(context.User, cancellationToken));

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
            _ => Refusals.NotFound("There is no job with this id."),
        };
}
