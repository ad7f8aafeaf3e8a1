using Microsoft.AspNetCore.Components.Authorization;
using StreamVault.Core.Accounts;

namespace StreamVault.Web.Accounts;

/// <summary>What the signed-in person of a request or a page may see.</summary>
internal sealed class Viewer(UserSessions sessions, AuthenticationStateProvider state)
{
    /// <summary>Whether private videos are unlocked in the session of an HTTP request.</summary>
    public static bool SeesPrivate(HttpContext context) =>
        context.RequestServices.GetRequiredService<UserSessions>().SeesPrivate(SessionCookie.SecretOf(context.User));

    /// <summary>The id of this page's session; null if it ended.</summary>
    public async Task<Guid?> SessionAsync() =>
        sessions.Find(SessionCookie.SecretOf((await state.GetAuthenticationStateAsync()).User));

    /// <summary>Whether private videos are unlocked in the session of this page.</summary>
    public async Task<bool> SeesPrivateAsync()
    {
        var user = (await state.GetAuthenticationStateAsync()).User;
        return sessions.SeesPrivate(SessionCookie.SecretOf(user));
    }
}
