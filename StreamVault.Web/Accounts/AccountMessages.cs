using StreamVault.Web.Problems;

namespace StreamVault.Web.Accounts;

/// <summary>Account messages shared by the pages and the HTTP interface.</summary>
internal static class AccountMessages
{
    public const string AccountExists = "This vault already has an account. Sign in instead.";
    public const string WrongCredentials = "Wrong username or password.";
    public const string WrongSetupCode = "The setup code is wrong.";
    public const string WrongPassword = "Wrong password.";
    public const string SetupCodeNeeded =
        "To create the account from another computer, enter the setup code. The server wrote it to its log when it started.";

    /// <summary>What to say of a setup code that was not accepted.</summary>
    public static string SetupCode(string? given) =>
        string.IsNullOrWhiteSpace(given) ? SetupCodeNeeded : WrongSetupCode;

    public static string LockedOut(TimeSpan wait) => $"Too many failed attempts. {RetryLater.Sentence(wait)}";
}
