using Microsoft.Extensions.Logging;

namespace StreamVault.Core.Jobs;

/// <summary>Looks every minute for running jobs that no worker has in hand, and puts them back into the queue.</summary>
internal sealed class StaleJobSweeper(JobQueue queue, TimeProvider clock, ILogger<StaleJobSweeper> logger)
    : PeriodicWork(TimeSpan.FromMinutes(1), clock, logger)
{
    protected override Task WorkAsync(CancellationToken cancellationToken) =>
        queue.RecoverStaleAsync(cancellationToken);
}
