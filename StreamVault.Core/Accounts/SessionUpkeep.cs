using Microsoft.Extensions.Logging;

namespace StreamVault.Core.Accounts;

/// <summary>
/// Every five seconds: ends sessions that are too old, or that began before another process reset the password, and writes
/// behind when the others were last seen.
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
            // What was seen in the last minute is known only here. Hosts may stop twice at once; the database goes after both.
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
