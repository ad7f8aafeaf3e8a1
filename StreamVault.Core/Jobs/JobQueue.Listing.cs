using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Jobs;

/// <summary>The first of the jobs in one state.</summary>
/// <param name="Jobs">At most as many as requested.</param>
/// <param name="Total">The total number in this state.</param>
public sealed record JobsInState(IReadOnlyList<JobListing> Jobs, int Total);

public sealed partial class JobQueue
{
    /// <summary>
    /// Jobs of visible videos in one state, newest first. For waiting jobs in queue order, see <see cref="WaitingAsync"/>.
    /// </summary>
    /// <param name="status">The state.</param>
    /// <param name="take">The maximum number to return.</param>
    /// <param name="withPrivate">Whether private videos are unlocked.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<JobsInState> ListAsync(
        JobStatus status,
        int take,
        bool withPrivate,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        var matching = Visible(database, withPrivate).AsNoTracking().Where(job => job.Status == status);
        var total = await matching.CountAsync(cancellationToken);
        var jobs = await matching
            .OrderByDescending(job => job.CompletedAt ?? job.StartedAt)
            .ThenBy(job => job.Id)
            .Take(take)
            .Join(database.Videos, job => job.VideoId, owner => owner.Id, (job, owner) => new { job, owner.Title })
            .Select(row => new JobListing(row.job, row.Title))
            .ToListAsync(cancellationToken);
        return new JobsInState(jobs, total);
    }
}
