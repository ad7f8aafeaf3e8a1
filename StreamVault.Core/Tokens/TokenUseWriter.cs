using Microsoft.Extensions.Logging;
using StreamVault.Core.Hosting;

namespace StreamVault.Core.Tokens;

/// <summary>Writes the use of tokens to the database every three seconds.</summary>
internal sealed class TokenUseWriter(AccessTokens tokens, TimeProvider clock, ILogger<TokenUseWriter> logger)
    : PeriodicWork(TimeSpan.FromSeconds(3), clock, logger)
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // Uses in the last seconds are not written yet.
        await TryAsync(CancellationToken.None);
    }

    protected override Task WorkAsync(CancellationToken cancellationToken) => tokens.WriteUsesAsync(cancellationToken);
}
