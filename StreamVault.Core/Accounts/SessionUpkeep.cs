using Microsoft.Extensions.Logging;
using StreamVault.Core.Hosting;

namespace StreamVault.Core.Accounts;

/// <summary>
/// Every five seconds, ends expired sessions and those from before another process reset the password, and saves when
/// the others were last seen.
/// </summary>
internal sealed class SessionUpkeep(UserSessions sessions, TimeProvider clock, ILogger<SessionUpkeep> logger)
    : PeriodicWork(TimeSpan.FromSeconds(5), clock, logger)
{
    private readonly Lock _stopping = new();
    private bool _isStopping;
    private Task? _last;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Task last;
        lock (_stopping)
        {
            // Uses in the last minute are not saved yet. A host may call this twice at once; the database is closed
            // after both.
            _isStopping = true;
            _last ??= TryAsync(CancellationToken.None);
            last = _last;
        }

        await last;
    }

    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        if (!_isStopping)
        {
            await sessions.RefreshAsync(cancellationToken);
        }

        await sessions.StoreAsync(all: _isStopping, cancellationToken);
    }
}
