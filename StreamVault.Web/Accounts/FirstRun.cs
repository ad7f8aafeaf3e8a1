using System.Net;
using StreamVault.Core.Accounts;
using StreamVault.Core.Entities;
using StreamVault.Core.Originals;

namespace StreamVault.Web.Accounts;

/// <summary>Makes the account on the first run, from this machine or with the setup code.</summary>
internal sealed class FirstRun(VaultAccount account, OriginalFiles originals, SetupCode code)
{
    /// <summary>Whether a request must bring the setup code.</summary>
    /// <remarks>
    /// A proxy on this machine makes everyone look local, and a hostile page can point a name of its own at 127.0.0.1:
    /// a request that was forwarded, or asked for by another name than this machine's, does not count as local.
    /// </remarks>
    public static bool NeedsCode(HttpContext context) =>
        context.Connection.RemoteIpAddress is not { } address
        || !IPAddress.IsLoopback(address)
        || context.Request.Host.Host is not ("localhost" or "127.0.0.1" or "[::1]" or "::1")
        || context.Request.Headers.Keys.Any(name =>
            name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
            // What a trusted proxy said is taken out of the headers and leaves this behind.
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

        var fault =
            string.IsNullOrWhiteSpace(username) ? "Choose a name."
            : string.IsNullOrEmpty(password) ? "Choose a password."
            : PlainText.Fault("The name", username, 64)
                ?? PlainText.Fault("The e-mail address", email, 254)
                ?? (password.Length > 1_000 ? "The password is too long: at most 1000 characters." : null);
        if (fault is not null)
        {
            return new FirstRunOutcome.Refused([fault]);
        }

        // Before the account, which ends the first run: a crash in between must not delete what somebody wanted to keep.
        if (policy is { } chosen)
        {
            await originals.ChooseAsync(chosen, context.RequestAborted);
        }

        return await account.CreateAsync(username!, password!, email, context.RequestAborted) switch
        {
            AccountCreation.Created(var user) => new FirstRunOutcome.Created(user),
            AccountCreation.Refused(var reasons) => new FirstRunOutcome.Refused(reasons),
            _ => new FirstRunOutcome.Exists(),
        };
    }
}

/// <summary>What came of the first run.</summary>
internal abstract record FirstRunOutcome
{
    private FirstRunOutcome() { }

    public sealed record Created(VaultUser User) : FirstRunOutcome;

    public sealed record Exists : FirstRunOutcome;

    public sealed record WrongCode : FirstRunOutcome;

    public sealed record Refused(IReadOnlyList<string> Reasons) : FirstRunOutcome;
}
