using System.Net;
using StreamVault.Core.Accounts;
using StreamVault.Core.Entities;
using StreamVault.Core.Originals;
using StreamVault.Core.Text;

namespace StreamVault.Web.Accounts;

/// <summary>Creates the account on the first run, from this computer or with the setup code.</summary>
internal sealed class FirstRun(VaultAccount account, OriginalFiles originals, SetupCode code)
{
    /// <summary>Whether a request needs the setup code.</summary>
    /// <remarks>
    /// Behind a proxy on this computer every request seems local, and a malicious site can resolve its own host name to
    /// 127.0.0.1. So forwarded requests, and requests for any other host name, don't count as local.
    /// </remarks>
    public static bool NeedsCode(HttpContext context) =>
        context.Connection.RemoteIpAddress is not { } address
        || !IPAddress.IsLoopback(address)
        || context.Request.Host.Host is not ("localhost" or "127.0.0.1" or "[::1]" or "::1")
        || context.Request.Headers.Keys.Any(name =>
            name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
            // ForwardedHeadersMiddleware replaces a trusted proxy's headers with these.
            || name.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Via", StringComparison.OrdinalIgnoreCase)
        );

    public async Task<FirstRunOutcome> CreateAsync(
        HttpContext context,
        string? username,
        string? password,
        string? email,
        string? setupCode,
        OriginalsPolicy? policy
    )
    {
        if (await account.FindAsync(context.RequestAborted) is not null)
        {
            return new FirstRunOutcome.Exists();
        }

        if (NeedsCode(context) && !code.Matches(setupCode))
        {
            return new FirstRunOutcome.WrongCode();
        }

        if (FaultsOf(username, password, email) is { Count: > 0 } faults)
        {
            return new FirstRunOutcome.Refused(faults);
        }

        // Saved before the account, which ends the first run: after a crash in between, no original may be deleted that the
        // owner chose to keep.
        if (policy is { } chosen)
        {
            await originals.ChooseAsync(chosen, context.RequestAborted);
        }

        return await account.CreateAsync(username!, password!, email, context.RequestAborted) switch
        {
            AccountCreation.Created(var user) => new FirstRunOutcome.Created(user),
            AccountCreation.Refused(var refused) => new FirstRunOutcome.Refused(refused),
            _ => new FirstRunOutcome.Exists(),
        };
    }

    private static IReadOnlyList<AccountFault> FaultsOf(string? username, string? password, string? email)
    {
        (AccountField Field, string? Reason)[] checks =
        [
            (
                AccountField.Username,
                VisibleText.IsIn(username) ? PlainText.Fault("The username", username, 64) : "Choose a username."
            ),
            (
                AccountField.Password,
                string.IsNullOrEmpty(password) ? "Choose a password."
                : password.Length > 1_000 ? "The password can be at most 1000 characters long."
                : null
            ),
            (AccountField.Email, PlainText.Fault("The email address", email, 254)),
        ];
        return
        [
            .. checks
                .Where(check => check.Reason is not null)
                .Select(check => new AccountFault(check.Field, check.Reason!)),
        ];
    }
}

/// <summary>The result of the first run.</summary>
internal abstract record FirstRunOutcome
{
    private FirstRunOutcome() { }

    public sealed record Created(VaultUser User) : FirstRunOutcome;

    public sealed record Exists : FirstRunOutcome;

    public sealed record WrongCode : FirstRunOutcome;

    public sealed record Refused(IReadOnlyList<AccountFault> Faults) : FirstRunOutcome;
}
