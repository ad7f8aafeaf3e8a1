using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVault.Core.Hosting;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;

namespace StreamVault.Core.Trash;

/// <summary>
/// Every 15 minutes, deletes the videos whose days in the trash are over, and stops jobs of trashed videos that a crash
/// or a bulk change left running.
/// </summary>
internal sealed partial class TrashUpkeep(
    VideoLibrary library,
    JobQueue jobs,
    IOptions<TrashOptions> options,
    TimeProvider clock,
    ILogger<TrashUpkeep> logger
) : PeriodicWork(TimeSpan.FromMinutes(15), clock, logger)
{
    private readonly TimeProvider _clock = clock;

    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        await jobs.StopTrashedAsync(cancellationToken);
        var until = _clock.GetUtcNow().AddDays(-options.Value.Days);
        var deleted = await library.EmptyTrashAsync(until, withPrivate: true, cancellationToken);
        if (deleted > 0)
        {
            Log.Deleted(logger, deleted, options.Value.Days);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Videos deleted because they were in the trash for {Days} days: {Count}")]
        public static partial void Deleted(ILogger logger, int count, int days);
    }
}
