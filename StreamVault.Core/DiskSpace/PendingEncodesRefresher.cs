using Microsoft.Extensions.Logging;
using StreamVault.Core.Events;
using StreamVault.Core.Hosting;
using StreamVault.Core.Jobs;

namespace StreamVault.Core.DiskSpace;

/// <summary>Refreshes the space of waiting encodes at startup, whenever a job changes, and every minute.</summary>
internal sealed class PendingEncodesRefresher(
    PendingEncodes pending,
    EventHub events,
    TimeProvider clock,
    ILogger<PendingEncodesRefresher> logger
) : PeriodicWork(TimeSpan.FromMinutes(1), clock, logger)
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(base.ExecuteAsync(stoppingToken), WatchJobsAsync(stoppingToken));

    protected override Task WorkAsync(CancellationToken cancellationToken) => pending.RefreshAsync(cancellationToken);

    private async Task WatchJobsAsync(CancellationToken stoppingToken)
    {
        var changes = events.WatchAsync<JobChange>(stoppingToken);
        await TryAsync(stoppingToken);
        await foreach (var _ in changes)
        {
            await TryAsync(stoppingToken);
        }
    }
}
