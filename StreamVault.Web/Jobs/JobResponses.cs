using StreamVault.Core.Jobs;

namespace StreamVault.Web.Jobs;

/// <summary>Puts together what is known of jobs: their rows, what they wait for, and what they do at this moment.</summary>
internal sealed class JobResponses(JobQueue jobs, RunningJobs running, WaitWords words)
{
    // To follow more than that by events is of no use to a person, and they wait long before anything happens to them.
    private const int MostOfAKind = 200;

    /// <summary>A part of all jobs, newest first, and how many there are in all.</summary>
    public async Task<(JobResponse[] Jobs, int Total)> PageAsync(
        int skip,
        int take,
        CancellationToken cancellationToken
    )
    {
        var page = await jobs.PageAsync(skip, take, cancellationToken);
        var waits = await jobs.WaitsOfAsync([.. page.Jobs.Select(listing => listing.Job)], cancellationToken);
        return ([.. page.Jobs.Select(listing => Of(listing, waits.GetValueOrDefault(listing.Job.Id)))], page.Total);
    }

    /// <summary>Those that are not over: running, and the first 200 each of those that wait and that failed.</summary>
    public async Task<IReadOnlyList<JobResponse>> OpenAsync(CancellationToken cancellationToken)
    {
        var processing = await jobs.ListAsync(JobStatus.Processing, MostOfAKind, cancellationToken);
        var waiting = await jobs.WaitingAsync(MostOfAKind, cancellationToken);
        var failed = await jobs.ListAsync(JobStatus.Failed, MostOfAKind, cancellationToken);
        return
        [
            .. processing.Jobs.Select(listing => Of(listing, null)),
            .. waiting.Jobs.Select(job => Of(new JobListing(job.Job, job.VideoTitle), job.Wait)),
            .. failed.Jobs.Select(listing => Of(listing, null)),
        ];
    }

    /// <summary>The job, or null if there is none of that id.</summary>
    public async Task<JobResponse?> FindAsync(JobId id, CancellationToken cancellationToken) =>
        await jobs.FindAsync(id, cancellationToken) is { } listing ? Of(listing, null) : null;

    private JobResponse Of(JobListing listing, JobWait? wait)
    {
        var known = wait is null ? null : words.Known(wait);
        return JobResponse
            .Of(listing, known, known is null ? null : words.Of(listing.Job, known))
            .With(running.Latest(listing.Job.Id));
    }
}
