using Microsoft.Extensions.Logging.Abstractions;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Jobs;

public sealed class StaleJobSweeperTests : QueueFixture
{
    [Fact]
    public async Task A_job_whose_worker_stopped_is_requeued_automatically()
    {
        var lease = await ClaimedAsync();
        using var sweeper = new StaleJobSweeper(Queue, Clock, NullLogger<StaleJobSweeper>.Instance);
        await sweeper.StartAsync(Ct);

        await Until.TrueAsync(async () =>
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            return (await Vault.JobAsync(lease.Video)).Status == JobStatus.Queued;
        });
        await sweeper.StopAsync(Ct);
    }
}
