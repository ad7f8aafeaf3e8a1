using Microsoft.Extensions.Logging;
using StreamVault.Core.Hosting;

namespace StreamVault.Core.Storage;

/// <summary>
/// Creates the <see cref="Ballast"/> at startup, and again within a minute after a full disk has space.
/// </summary>
internal sealed class BallastKeeper(Ballast ballast, TimeProvider clock, ILogger<BallastKeeper> logger)
    : PeriodicWork(TimeSpan.FromMinutes(1), clock, logger)
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TryAsync(stoppingToken);
        await base.ExecuteAsync(stoppingToken);
    }

    protected override Task WorkAsync(CancellationToken cancellationToken) =>
        Task.Run(ballast.Restore, cancellationToken);
}
