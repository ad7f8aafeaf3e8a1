using Microsoft.AspNetCore.Identity;

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
        var faults = new List<string>();
        foreach (var rule in users.PasswordValidators)
        {
            var result = await rule.ValidateAsync(users, user, wanted);
            faults.AddRange(result.Errors.Select(error => error.Description));
        }

        if (faults.Count > 0)
        {
            return faults;
        }

        user.PasswordHash = hasher.HashPassword(user, wanted);
        (user.AccessFailedCount, user.LockoutEnd) = (0, null);
        // Saves all of it in one statement: never a new password with the old sessions.
        var saved = await users.UpdateSecurityStampAsync(user);
        await sessions.SetStampAsync(user.SecurityStamp);
        return [.. saved.Errors.Select(error => error.Description)];
    }
}
