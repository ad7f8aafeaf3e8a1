using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Throttling;

namespace StreamVault.Core.Accounts;

/// <summary>Creates the vault's only account, checks its password, and throttles guessing.</summary>
public sealed partial class VaultAccount(
    UserManager<VaultUser> users,
    IPasswordHasher<VaultUser> hasher,
    StreamVaultDbContext database,
    UserSessions sessions,
    SignInThrottle throttle,
    TimeProvider clock
)
{
    private static readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>The owner; null until the account is created on the setup page.</summary>
    public Task<VaultUser?> FindAsync(CancellationToken cancellationToken) =>
        database.Users.OrderBy(user => user.CreatedAt).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Creates the account. Only one can be created.</summary>
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
                : new AccountCreation.Refused([
                    .. result.Errors.Select(error => new AccountFault(FieldOf(error), error.Description)),
                ]);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    // Identity names the field of an error only in the error's code: PasswordTooShort, InvalidEmail, InvalidUserName.
    private static AccountField FieldOf(IdentityError error) =>
        error.Code.StartsWith("Password", StringComparison.Ordinal) ? AccountField.Password
        : error.Code.EndsWith("Email", StringComparison.Ordinal) ? AccountField.Email
        : AccountField.Username;

    /// <summary>
    /// Checks a name and password. A wrong name and a wrong password count the same and return the same result, so that
    /// a caller can't tell them apart. After five failed attempts, an address is blocked for five minutes, during which
    /// even the correct password isn't checked; other addresses are unaffected. After twenty failed attempts in a row
    /// from all unknown addresses together, all unknown addresses are blocked for five minutes. Addresses from which
    /// the owner has signed in aren't, so an attacker can't lock the owner out. An attempt counts before it is checked,
    /// so concurrent attempts can't exceed the limits.
    /// </summary>
    /// <param name="username">The name; case-insensitive.</param>
    /// <param name="password">The password.</param>
    /// <param name="from">The address of the attempt.</param>
    /// <param name="cancellationToken">Cancels; the attempt still counts.</param>
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

        var isUnknownAddress = !throttle.IsOwnerAddress(from);
        if (isUnknownAddress && !await TryCountUnknownAddressAsync(user))
        {
            return new SignInCheck.LockedOut(await UnknownAddressWaitAsync(user) ?? _lockout);
        }

        // The password is hashed for a wrong name too, so that the response time does not reveal which was wrong.
        var passwordIsRight =
            hasher.VerifyHashedPassword(user, user.PasswordHash ?? "", password) != PasswordVerificationResult.Failed;
        var nameIsRight = users.NormalizeName(username.Trim()) == user.NormalizedUserName;
        if (passwordIsRight && nameIsRight)
        {
            await ForgetFailuresAsync(user);
            throttle.RecordSuccess(from);
            return new SignInCheck.Right(user);
        }

        return isUnknownAddress && await UnknownAddressWaitAsync(user) is { } wait ? new SignInCheck.LockedOut(wait)
            : verdict.Wait > TimeSpan.Zero ? new SignInCheck.LockedOut(verdict.Wait)
            : new SignInCheck.Wrong();
    }

    /// <summary>
    /// Changes the password and ends every other session. The current password is checked and throttled as at sign-in.
    /// </summary>
    /// <param name="user">The owner.</param>
    /// <param name="current">The current password.</param>
    /// <param name="wanted">The new password.</param>
    /// <param name="from">The address of the request.</param>
    /// <param name="cancellationToken">Cancels; the attempt still counts.</param>
    public async Task<PasswordChange> ChangePasswordAsync(
        VaultUser user,
        string current,
        string wanted,
        RemoteAddress from,
        CancellationToken cancellationToken
    )
    {
        // Checked first, so that a new password that is too short doesn't cost an attempt.
        if (await PasswordFaultsAsync(user, wanted) is { Count: > 0 } faults)
        {
            return new PasswordChange.Refused(faults);
        }

        return await CheckAsync(user.UserName!, current, from, cancellationToken) switch
        {
            SignInCheck.LockedOut(var wait) => new PasswordChange.LockedOut(wait),
            SignInCheck.Wrong => new PasswordChange.Refused(["Your current password is wrong."]),
            _ => await SetPasswordAsync(user, wanted) is { Count: > 0 } problems
                ? new PasswordChange.Refused(problems)
                : new PasswordChange.Changed(),
        };
    }

    /// <returns>What is wrong with a new password, in sentences; empty if it can be used.</returns>
    private async Task<IReadOnlyList<string>> PasswordFaultsAsync(VaultUser user, string wanted)
    {
        var faults = new List<string>();
        foreach (var rule in users.PasswordValidators)
        {
            var result = await rule.ValidateAsync(users, user, wanted);
            faults.AddRange(result.Errors.Select(error => error.Description));
        }

        return faults;
    }

    private async Task<IReadOnlyList<string>> SetPasswordAsync(VaultUser user, string wanted)
    {
        user.PasswordHash = hasher.HashPassword(user, wanted);
        (user.AccessFailedCount, user.LockoutEnd) = (0, null);
        // Saved in one statement, so that old sessions never work with a new password.
        var saved = await users.UpdateSecurityStampAsync(user);
        await sessions.SetStampAsync(user.SecurityStamp);
        return [.. saved.Errors.Select(error => error.Description)];
    }

    /// <summary>Ends every session, including this one.</summary>
    public async Task SignOutEverywhereAsync(VaultUser user)
    {
        await users.UpdateSecurityStampAsync(user);
        await sessions.SetStampAsync(user.SecurityStamp);
    }
}
