using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using StreamVault.Core.Accounts;

namespace StreamVault.Web.Accounts;

/// <summary>Ends a page's live connection soon after its session was ended elsewhere.</summary>
internal sealed class CircuitSession(ILoggerFactory loggers, SessionStamp stamp)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(5);

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState,
        CancellationToken cancellationToken
    ) => await stamp.IsCurrentAsync(SessionCookie.StampOf(authenticationState.User), cancellationToken);
}
