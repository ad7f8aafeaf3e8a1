using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using StreamVault.Core.Accounts;
using StreamVault.Core.Entities;
using StreamVault.Core.Throttling;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Accounts;

/// <summary>Starts and ends the current request's session.</summary>
internal sealed class Session(VaultAccount account, UserSessions sessions, SignInManager<VaultUser> cookies)
{
    /// <summary>Starts a session if username and password are correct. If the client is throttled, sets <c>Retry-After</c>.</summary>
    public async Task<SignInCheck> SignInAsync(HttpContext context, string username, string password)
    {
        var from = RemoteAddress.Of(context.Connection.RemoteIpAddress);
        var check = await account.CheckAsync(username, password, from, context.RequestAborted);
        switch (check)
        {
            case SignInCheck.Right(var user):
                await BeginAsync(user);
                break;
            case SignInCheck.LockedOut(var wait):
                context.Response.SayWhenToRetry(wait);
                break;
        }

        return check;
    }

    /// <summary>
    /// Starts a session and sets its persistent cookie. Ends the browser's previous session.
    /// </summary>
    public async Task BeginAsync(VaultUser user)
    {
        await EndAsync();
        var context = cookies.Context;
        var secret = await sessions.BeginAsync(
            user,
            DeviceName.Of(context.Request.Headers.UserAgent),
            context.Connection.RemoteIpAddress,
            context.RequestAborted
        );
        await cookies.SignInWithClaimsAsync(
            user,
            new AuthenticationProperties { IsPersistent = true },
            [new Claim(SessionCookie.SecretClaim, secret)]
        );
    }

    /// <summary>Ends the session on the server and deletes the cookie.</summary>
    public async Task SignOutAsync()
    {
        await EndAsync();
        await cookies.SignOutAsync();
    }

    private async Task EndAsync()
    {
        if (sessions.Find(SessionCookie.SecretOf(cookies.Context.User)) is { } session)
        {
            await sessions.EndAsync(session);
        }
    }
}
