using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Accounts;

public sealed partial class VaultAccount
{
    private const int FailuresBeforeLockout = 20;
    private static readonly TimeSpan _lockout = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Counts an attempt from an address other than the owner's. A single statement counts and locks, so that
    /// concurrent attempts can't exceed the limit.
    /// </summary>
    /// <returns>Whether the password may be checked.</returns>
    private async Task<bool> TryCountUnknownAddressAsync(VaultUser user)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? end = now + _lockout;
        try
        {
            return await database
                    .Users.Where(row => row.Id == user.Id && (row.LockoutEnd == null || row.LockoutEnd <= now))
                    .ExecuteUpdateAsync(set =>
                        set.SetProperty(
                                row => row.LockoutEnd,
                                row => row.AccessFailedCount + 1 >= FailuresBeforeLockout ? end : null
                            )
                            .SetProperty(
                                row => row.AccessFailedCount,
                                row =>
                                    row.AccessFailedCount + 1 >= FailuresBeforeLockout ? 0 : row.AccessFailedCount + 1
                            )
                    ) == 1;
        }
        catch (Exception e) when (DiskFull.Caused(e))
        {
            // The owner must be able to sign in and free disk space. The limit per address still applies.
            return true;
        }
    }

    private async Task ForgetFailuresAsync(VaultUser user)
    {
        (user.AccessFailedCount, user.LockoutEnd) = (0, null);
        try
        {
            await database
                .Users.Where(row => row.Id == user.Id && (row.AccessFailedCount != 0 || row.LockoutEnd != null))
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(row => row.AccessFailedCount, 0)
                        .SetProperty(row => row.LockoutEnd, (DateTimeOffset?)null)
                );
        }
        catch (Exception e) when (DiskFull.Caused(e))
        {
            // See above. The next sign-in with free disk space resets the count.
        }
    }

    /// <returns>How long unknown addresses must wait; null if they aren't blocked.</returns>
    private async Task<TimeSpan?> UnknownAddressWaitAsync(VaultUser user)
    {
        var now = clock.GetUtcNow();
        var end = await database.Users.Where(row => row.Id == user.Id).Select(row => row.LockoutEnd).SingleAsync();
        return end > now ? end - now : null;
    }
}
