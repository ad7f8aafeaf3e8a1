using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using StreamVault.Core.Persistence;
using StreamVault.Core.Throttling;

namespace StreamVault.Core.Accounts;

/// <summary>The vault's one account: makes it, checks its password, and slows guessing down.</summary>
public sealed partial class VaultAccount(
    UserManager<VaultUser> users,
    IPasswordHasher<VaultUser> hasher,
    StreamVaultDbContext database,
    UserSessions sessions,
    SignInThrottle throttle,
    TimeProvider clock,
    ILogger<VaultAccount> logger
)
{
    private const int FailuresBeforeLockout = 20;
    private static readonly TimeSpan _lockout = TimeSpan.FromMinutes(5);
    private static readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>The owner, or null before the first run's page was filled in.</summary>
    public Task<VaultUser?> FindAsync(CancellationToken cancellationToken) =>
        database.Users.OrderBy(user => user.CreatedAt).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Makes the account, once and for all.</summary>
    public async Task<AccountCreation> CreateAsync(
        string username,
        string password,
        string? email,
        CancellationToken cancellationToken
    )
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (await FindAsync(cancellationToken) is not null)
            {
                return new AccountCreation.Exists();
            }

            var user = new VaultUser
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                UserName = username.Trim(),
                Email = string.IsNullOrWhiteSpace(email) ? null : email.Trim(),
                CreatedAt = clock.GetUtcNow(),
            };
            var result = await users.CreateAsync(user, password);
            return result.Succeeded
                ? new AccountCreation.Created(user)
                : new AccountCreation.Refused([.. result.Errors.Select(error => error.Description)]);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>
    /// Checks a name and password. A wrong name and a wrong password count and answer alike, so that neither can be told
    /// from the other. After five wrong tries an address has to wait five minutes, and not even the right password is
    /// looked at meanwhile; other addresses go on. After twenty wrong tries in a row from all strangers' addresses together
    /// every address waits five minutes, except those from which the owner has signed in: so strangers can't lock out the
    /// owner where the owner is at home.
    /// </summary>
    /// <param name="username">The name; of any case.</param>
    /// <param name="password">The password.</param>
    /// <param name="from">Where the try comes from.</param>
    /// <param name="cancellationToken">Gives up; the try still counts.</param>
    public async Task<SignInCheck> CheckAsync(
        string username,
        string password,
        RemoteAddress from,
        CancellationToken cancellationToken
    )
    {
        var verdict = throttle.Count(from);
        if (verdict.IsRefused)
        {
            return new SignInCheck.LockedOut(verdict.Wait);
        }

        if (await FindAsync(cancellationToken) is not { } user)
        {
            return new SignInCheck.Wrong();
        }

        var now = clock.GetUtcNow();
        var isOwners = throttle.IsOwners(from);
        if (user.LockoutEnd > now && !isOwners)
        {
            return new SignInCheck.LockedOut(user.LockoutEnd.Value - now);
        }

        // The password is hashed for a wrong name too: the time it takes must not tell the two apart.
        var passwordIsRight =
            hasher.VerifyHashedPassword(user, user.PasswordHash ?? "", password) != PasswordVerificationResult.Failed;
        var nameIsRight = users.NormalizeName(username.Trim()) == user.NormalizedUserName;
        if (passwordIsRight && nameIsRight)
        {
            await ForgetFailuresAsync(user);
            throttle.Welcome(from);
            return new SignInCheck.Right(user);
        }

        var isLocked = !isOwners && await CountStrangersTryAsync(user, now);
        return isLocked ? new SignInCheck.LockedOut(_lockout)
            : verdict.Wait > TimeSpan.Zero ? new SignInCheck.LockedOut(verdict.Wait)
            : new SignInCheck.Wrong();
    }

    // The right password opens the vault also on a full disk: the owner has to get in to delete something.
    private async Task ForgetFailuresAsync(VaultUser user)
    {
        if (user.AccessFailedCount == 0 && user.LockoutEnd is null)
        {
            return;
        }

        (user.AccessFailedCount, user.LockoutEnd) = (0, null);
        try
        {
            await users.UpdateAsync(user);
        }
        catch (DbUpdateException e) when (FullDatabase.Caused(e))
        {
            Log.FailuresKept(logger, e);
        }
    }

    private async Task<bool> CountStrangersTryAsync(VaultUser user, DateTimeOffset now)
    {
        user.AccessFailedCount++;
        if (user.AccessFailedCount >= FailuresBeforeLockout)
        {
            (user.AccessFailedCount, user.LockoutEnd) = (0, now + _lockout);
        }

        await users.UpdateAsync(user);
        return user.LockoutEnd > now;
    }

    /// <summary>Gives the account another password and ends every session; the caller begins a new one for itself.</summary>
    /// <returns>What stands against it, in sentences; empty if it is done.</returns>
    public async Task<IReadOnlyList<string>> ChangePasswordAsync(VaultUser user, string current, string wanted)
    {
        var result = await users.ChangePasswordAsync(user, current, wanted);
        if (result.Succeeded)
        {
            await sessions.SetStampAsync(user.SecurityStamp);
        }

        return [.. result.Errors.Select(error => error.Description)];
    }

    /// <summary>Ends every session, this one included.</summary>
    public async Task SignOutEverywhereAsync(VaultUser user)
    {
        await users.UpdateSecurityStampAsync(user);
        await sessions.SetStampAsync(user.SecurityStamp);
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "The disk is full: the count of failed sign-ins could not be reset in the database"
        )]
        public static partial void FailuresKept(ILogger logger, Exception e);
    }
}
