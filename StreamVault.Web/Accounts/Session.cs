using Microsoft.AspNetCore.Identity;
using StreamVault.Core.Accounts;

namespace StreamVault.Web.Accounts;

/// <summary>Begins and ends the session of the present request.</summary>
internal sealed class Session(VaultAccount account, SignInManager<VaultUser> cookies)
{
    public async Task<SignInCheck> SignInAsync(string username, string password, CancellationToken cancellationToken)
    {
        var check = await account.CheckAsync(username, password, cancellationToken);
        if (check is SignInCheck.Right(var user))
        {
            await BeginAsync(user);
        }

        return check;
    }

    /// <summary>Hands out the cookie. It outlives the browser; idleness ends it.</summary>
    public Task BeginAsync(VaultUser user) => cookies.SignInAsync(user, isPersistent: true);

    public Task SignOutAsync() => cookies.SignOutAsync();
}
