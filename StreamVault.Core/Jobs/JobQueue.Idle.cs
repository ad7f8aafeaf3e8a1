using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Jobs;

public sealed partial class JobQueue
{
    /// <summary>Whether a job is running or can be claimed now. Jobs that are held back don't count.</summary>
    public async Task<bool> HasWorkAsync(CancellationToken cancellationToken)
    {
        await using var database = await contextFactory.CreateDbContextAsync(cancellationToken);
        if (await database.EncodingJobs.AnyAsync(job => job.Status == JobStatus.Processing, cancellationToken))
        {
            return true;
        }

        var scheduler = await SchedulerAsync(database, cancellationToken);
        return scheduler.Next(await NextAsync(database, scheduler, cancellationToken)) is not null;
    }
}
