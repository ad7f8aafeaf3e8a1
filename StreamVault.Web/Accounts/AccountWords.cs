using StreamVault.Web.Problems;

namespace StreamVault.Web.Accounts;

/// <summary>What pages and the HTTP interface say about the account, in the same words.</summary>
internal static class AccountWords
{
    public const string AccountExists = "This vault already has its owner. Sign in instead.";
    public const string WrongCredentials = "That name and password do not match.";
    public const string SetupCodeNeeded =
        "Making the account from another machine needs the setup code, which the server printed in its log when it started.";

    public static string LockedOut(TimeSpan wait) => $"Too many wrong tries. {RetryLater.Words(wait)}";
}
