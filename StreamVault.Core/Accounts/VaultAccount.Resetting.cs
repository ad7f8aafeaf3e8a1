using StreamVault.Core.Entities;

namespace StreamVault.Core.Accounts;

public sealed partial class VaultAccount
{
    /// <summary>
    /// Gives the account another password without asking for the one before, ends every session and forgets wrong tries: for
    /// whoever sits at the server itself.
    /// </summary>
    /// <returns>What stands against it, in sentences; empty if it is done.</returns>
    public async Task<IReadOnlyList<string>> ResetPasswordAsync(VaultUser user, string wanted)
    {
        var faults = await PasswordFaultsAsync(user, wanted);
        return faults.Count > 0 ? faults : await SetPasswordAsync(user, wanted);
    }
}
