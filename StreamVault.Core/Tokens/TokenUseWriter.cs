using Microsoft.Extensions.Logging;
using StreamVault.Core.Hosting;

namespace StreamVault.Core.Tokens;

/// <summary>Writes behind, every few seconds, what tokens were used for: no request waits for it.</summary>
internal sealed class TokenUseWriter(AccessTokens tokens, TimeProvider clock, ILogger<TokenUseWriter> logger)
    : PeriodicWork(TimeSpan.FromSeconds(3), clock, logger)
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // What was used in the last seconds is known only here.
        await TryAsync(CancellationToken.None);
    }

    protected override Task WorkAsync(CancellationToken cancellationToken) => tokens.WriteUsesAsync(cancellationToken);
}
