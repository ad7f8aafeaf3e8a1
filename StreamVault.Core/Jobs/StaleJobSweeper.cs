using Microsoft.Extensions.Logging;
using StreamVault.Core.Hosting;

namespace StreamVault.Core.Jobs;

/// <summary>Every minute, requeues running jobs that no worker holds.</summary>
internal sealed class StaleJobSweeper(JobQueue queue, TimeProvider clock, ILogger<StaleJobSweeper> logger)
    : PeriodicWork(TimeSpan.FromMinutes(1), clock, logger)
{
    protected override Task WorkAsync(CancellationToken cancellationToken) =>
        queue.RecoverStaleAsync(cancellationToken);
}
