using StreamVault.Core.Entities;

namespace StreamVault.Core.Accounts;

/// <summary>The result of creating the account.</summary>
public abstract record AccountCreation
{
    private AccountCreation() { }

    /// <summary>The account was created.</summary>
    /// <param name="User">The owner.</param>
    public sealed record Created(VaultUser User) : AccountCreation;

    /// <summary>The vault already has an account.</summary>
    public sealed record Exists : AccountCreation;

    /// <summary>The name, the email address or the password can't be used.</summary>
    /// <param name="Faults">What is wrong.</param>
    public sealed record Refused(IReadOnlyList<AccountFault> Faults) : AccountCreation;
}

/// <summary>A field of a new account.</summary>
public enum AccountField
{
    /// <summary>The name.</summary>
    Username,

    /// <summary>The password.</summary>
    Password,

    /// <summary>The email address.</summary>
    Email,
}

/// <summary>Why an account can't be created.</summary>
/// <param name="Field">The invalid field.</param>
/// <param name="Reason">What is wrong with it, as a sentence.</param>
public sealed record AccountFault(AccountField Field, string Reason);

/// <summary>The result of checking a name and a password.</summary>
public abstract record SignInCheck
{
    private SignInCheck() { }

    /// <summary>The name and the password are correct.</summary>
    /// <param name="User">The owner.</param>
    public sealed record Right(VaultUser User) : SignInCheck;

    /// <summary>The name or the password is wrong.</summary>
    public sealed record Wrong : SignInCheck;

    /// <summary>
    /// Too many failed attempts, from this address or from all unknown addresses; nothing was checked.
    /// </summary>
    /// <param name="Wait">How long to wait; at most five minutes.</param>
    public sealed record LockedOut(TimeSpan Wait) : SignInCheck;
}

/// <summary>The result of changing the password.</summary>
public abstract record PasswordChange
{
    private PasswordChange() { }

    /// <summary>The password was changed, and every session has ended.</summary>
    public sealed record Changed : PasswordChange;

    /// <summary>The current password is wrong, or the new one can't be used.</summary>
    /// <param name="Reasons">The reasons, as sentences.</param>
    public sealed record Refused(IReadOnlyList<string> Reasons) : PasswordChange;

    /// <summary>Too many failed attempts; the current password was not checked.</summary>
    /// <param name="Wait">How long to wait; at most five minutes.</param>
    public sealed record LockedOut(TimeSpan Wait) : PasswordChange;
}
