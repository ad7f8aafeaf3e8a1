using Microsoft.Extensions.Logging;
using StreamVault.Core.Hosting;

namespace StreamVault.Core.Persistence;

/// <summary>
/// Reserves the space of the <see cref="WriteAheadLog"/> within a minute after space is freed on a full disk.
/// </summary>
internal sealed class WriteAheadLogKeeper(WriteAheadLog log, TimeProvider clock, ILogger<WriteAheadLogKeeper> logger)
    : PeriodicWork(TimeSpan.FromMinutes(1), clock, logger)
{
    protected override Task WorkAsync(CancellationToken cancellationToken) => Task.Run(log.Reserve, cancellationToken);
}
