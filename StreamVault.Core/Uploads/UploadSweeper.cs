using Microsoft.Extensions.Logging;
using StreamVault.Core.Hosting;

namespace StreamVault.Core.Uploads;

/// <summary>
/// Removes abandoned uploads, and makes videos of complete ones that could not become one before: at start and every ten
/// minutes.
/// </summary>
internal sealed class UploadSweeper(ResumableUploads uploads, TimeProvider clock, ILogger<UploadSweeper> logger)
    : PeriodicWork(TimeSpan.FromMinutes(10), clock, logger)
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TryAsync(stoppingToken);
        await base.ExecuteAsync(stoppingToken);
    }

    protected override Task WorkAsync(CancellationToken cancellationToken) => uploads.SweepAsync(cancellationToken);
}
