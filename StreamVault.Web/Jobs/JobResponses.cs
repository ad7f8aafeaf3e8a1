using StreamVault.Core.Jobs;

namespace StreamVault.Web.Jobs;

/// <summary>Puts together what is known of jobs: their rows, what they wait for, and what they do at this moment.</summary>
internal sealed class JobResponses(JobQueue jobs, RunningJobs running, WaitWords words)
{
    /// <summary>All jobs, newest first.</summary>
    public async Task<JobResponse[]> AllAsync(CancellationToken cancellationToken)
    {
        var waits = (await jobs.WaitingAsync(int.MaxValue, cancellationToken)).Jobs.ToDictionary(job => job.Job.Id);
        return
        [
            .. (await jobs.ListAsync(null, cancellationToken)).Select(listing =>
                Of(listing, waits.GetValueOrDefault(listing.Job.Id)?.Wait)
            ),
        ];
    }

    /// <summary>Those that are not over: running, waiting, and failed.</summary>
    public async Task<IReadOnlyList<JobResponse>> OpenAsync(CancellationToken cancellationToken)
    {
        var processing = await jobs.ListAsync(JobStatus.Processing, int.MaxValue, cancellationToken);
        var waiting = await jobs.WaitingAsync(int.MaxValue, cancellationToken);
        var failed = await jobs.ListAsync(JobStatus.Failed, int.MaxValue, cancellationToken);
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
