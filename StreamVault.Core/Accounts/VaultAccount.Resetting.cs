using StreamVault.Core.Entities;

namespace StreamVault.Core.Accounts;

public sealed partial class VaultAccount
{
    /// <summary>
    /// Sets a new password without checking the current one, ends every session and resets failed attempts. For someone
    /// with access to the server itself.
    /// </summary>
    /// <returns>What is wrong with the password, in sentences; empty if it was changed.</returns>
    public async Task<IReadOnlyList<string>> ResetPasswordAsync(VaultUser user, string wanted)
    {
        var faults = await PasswordFaultsAsync(user, wanted);
        return faults.Count > 0 ? faults : await SetPasswordAsync(user, wanted);
    }
}
