using Microsoft.Extensions.Logging;

namespace StreamVault.Core.Accounts;

/// <summary>Ends the server's sessions within five seconds after the command line gave the account another password.</summary>
internal sealed class SessionStampWatch(SessionStamp stamp, TimeProvider clock, ILogger<SessionStampWatch> logger)
    : PeriodicWork(TimeSpan.FromSeconds(5), clock, logger)
{
    protected override Task WorkAsync(CancellationToken cancellationToken) => stamp.RefreshAsync(cancellationToken);
}
