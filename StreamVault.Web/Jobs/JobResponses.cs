using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;

namespace StreamVault.Web.Jobs;

/// <summary>Combines the data of jobs: their rows, what they wait for, and their live progress.</summary>
internal sealed class JobResponses(JobQueue jobs, RunningJobs running, WaitText waitText)
{
    // Sending more jobs is not useful: they wait a long time before anything changes.
    private const int MaxPerStatus = 200;

    /// <summary>A page of the jobs of visible videos, newest first, and the total number.</summary>
    public async Task<(JobResponse[] Jobs, int Total)> PageAsync(
        int skip,
        int take,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        var page = await jobs.PageAsync(skip, take, withPrivate, cancellationToken);
        var waits = await jobs.WaitsOfAsync([.. page.Jobs.Select(listing => listing.Job)], cancellationToken);
        return ([.. page.Jobs.Select(listing => Of(listing, waits.GetValueOrDefault(listing.Job.Id)))], page.Total);
    }

    /// <summary>Of visible videos: running jobs, and the first 200 waiting and the first 200 failed jobs.</summary>
    public async Task<IReadOnlyList<JobResponse>> OpenAsync(bool withPrivate, CancellationToken cancellationToken)
    {
        var processing = await jobs.ListAsync(JobStatus.Processing, MaxPerStatus, withPrivate, cancellationToken);
        var waiting = await jobs.WaitingAsync(MaxPerStatus, withPrivate, cancellationToken);
        var failed = await jobs.ListAsync(JobStatus.Failed, MaxPerStatus, withPrivate, cancellationToken);
        return
        [
            .. processing.Jobs.Select(listing => Of(listing, null)),
            .. waiting.Jobs.Select(job => Of(new JobListing(job.Job, job.VideoTitle), job.Wait)),
            .. failed.Jobs.Select(listing => Of(listing, null)),
        ];
    }

    /// <summary>The job; null if there is none with this id.</summary>
    public async Task<JobResponse?> FindAsync(JobId id, CancellationToken cancellationToken) =>
        await jobs.FindAsync(id, cancellationToken) is { } listing ? Of(listing, null) : null;

    private JobResponse Of(JobListing listing, JobWait? wait)
    {
        var known = wait is null ? null : waitText.Known(wait);
        return JobResponse
            .Of(listing, known, known is null ? null : waitText.Of(listing.Job, known))
            .With(running.Latest(listing.Job.Id));
    }
}
