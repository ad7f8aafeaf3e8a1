using StreamVault.Core.Accounts;
using StreamVault.Core.Throttling;

namespace StreamVault.Web.Accounts;

/// <summary>Unlocks private videos in a session with the password, and locks them.</summary>
internal sealed class PrivateVideos(VaultAccount account, UserSessions sessions)
{
    /// <summary>Unlocks private videos if the password is right. Wrong passwords count as failed sign-ins.</summary>
    /// <param name="secret">The secret of the session.</param>
    /// <param name="password">The password.</param>
    /// <param name="from">The address of the request.</param>
    /// <param name="cancellationToken">Cancels; the attempt still counts.</param>
    public async Task<SignInCheck> UnlockAsync(
        string? secret,
        string password,
        RemoteAddress from,
        CancellationToken cancellationToken
    )
    {
        var name = (await account.FindAsync(cancellationToken))?.UserName ?? "";
        var check = await account.CheckAsync(name, password, from, cancellationToken);
        return check is SignInCheck.Right && !sessions.SetSeesPrivate(secret, true) ? new SignInCheck.Wrong() : check;
    }

    /// <summary>Locks private videos in a session.</summary>
    public void Lock(string? secret) => sessions.SetSeesPrivate(secret, false);
}
