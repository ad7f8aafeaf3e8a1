using StreamVault.Core.Entities;

namespace StreamVault.Core.Accounts;

/// <summary>What came of making the account.</summary>
public abstract record AccountCreation
{
    private AccountCreation() { }

    /// <summary>The account is made.</summary>
    /// <param name="User">The owner.</param>
    public sealed record Created(VaultUser User) : AccountCreation;

    /// <summary>The vault already has its owner.</summary>
    public sealed record Exists : AccountCreation;

    /// <summary>Name or password won't do.</summary>
    /// <param name="Reasons">Why, in sentences.</param>
    public sealed record Refused(IReadOnlyList<string> Reasons) : AccountCreation;
}

/// <summary>What came of checking a name and password.</summary>
public abstract record SignInCheck
{
    private SignInCheck() { }

    /// <summary>Both are right.</summary>
    /// <param name="User">The owner.</param>
    public sealed record Right(VaultUser User) : SignInCheck;

    /// <summary>Name or password is wrong; which one is not said.</summary>
    public sealed record Wrong : SignInCheck;

    /// <summary>Too many wrong tries, from this address or from everywhere; nothing is checked until the wait is over.</summary>
    /// <param name="Wait">How long still; at most five minutes.</param>
    public sealed record LockedOut(TimeSpan Wait) : SignInCheck;
}

/// <summary>The outcome of a change of password.</summary>
public abstract record PasswordChange
{
    private PasswordChange() { }

    /// <summary>The password is changed, and every session has ended.</summary>
    public sealed record Changed : PasswordChange;

    /// <summary>The current password is wrong, or the new one can't be used.</summary>
    /// <param name="Reasons">Why, in sentences.</param>
    public sealed record Refused(IReadOnlyList<string> Reasons) : PasswordChange;

    /// <summary>Too many failed attempts; the current password was not checked.</summary>
    /// <param name="Wait">How long to wait; at most five minutes.</param>
    public sealed record LockedOut(TimeSpan Wait) : PasswordChange;
}
