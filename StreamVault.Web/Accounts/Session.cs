using Microsoft.AspNetCore.Identity;
using StreamVault.Core.Accounts;
using StreamVault.Core.Throttling;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Accounts;

/// <summary>Begins and ends the session of the present request.</summary>
internal sealed class Session(VaultAccount account, SignInManager<VaultUser> cookies)
{
    /// <summary>Begins a session if name and password are right; else the answer is one that says to wait, where that helps.</summary>
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

    /// <summary>Hands out the cookie. It outlives the browser; idleness ends it.</summary>
    public Task BeginAsync(VaultUser user) => cookies.SignInAsync(user, isPersistent: true);

    public Task SignOutAsync() => cookies.SignOutAsync();
}
