using Microsoft.Extensions.Logging;
using StreamVault.Core.Hosting;

namespace StreamVault.Core.Uploads;

/// <summary>
/// Deletes expired uploads and retries complete ones that aren't videos yet: at startup and every 10 minutes.
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
