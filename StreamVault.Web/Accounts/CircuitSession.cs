using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using StreamVault.Core.Accounts;

namespace StreamVault.Web.Accounts;

/// <summary>
/// Revokes a page's authorization soon after its session ended; <see cref="CircuitGuard"/> closes its connection.
/// </summary>
internal sealed class CircuitSession(ILoggerFactory loggers, UserSessions sessions)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(5);

    protected override Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState,
        CancellationToken cancellationToken
    )
    {
        var secret = SessionCookie.SecretOf(authenticationState.User);
        sessions.NotePresence(secret);
        return Task.FromResult(sessions.Find(secret) is not null);
    }
}
