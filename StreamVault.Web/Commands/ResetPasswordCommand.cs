using System.CommandLine;
using StreamVault.Core.Accounts;

namespace StreamVault.Web.Commands;

/// <summary><c>user reset-password [NAME]</c></summary>
internal static class ResetPasswordCommand
{
    private const int MaxCharacters = 1_000;

    private const string Description = """
        Sets a new password for the account and ends all its sessions, also on a running server, within five seconds. Prompts
        for the password without showing it, or reads it from standard input if that is not a terminal.

        Examples:
          StreamVault.Web user reset-password
          pass show streamvault | StreamVault.Web user reset-password grandmother
        """;

    public static Command Create()
    {
        var name = new Argument<string?>("NAME")
        {
            Description = "The username. Optional, because there is only one account.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("reset-password", Description) { name };
        command.SetAction(
            (parsed, cancellationToken) =>
                OpenVault.UseAsync(
                    vault => RunAsync(vault.Get<VaultAccount>(), parsed.GetValue(name), cancellationToken),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(VaultAccount account, string? name, CancellationToken cancellationToken)
    {
        if (await account.FindAsync(cancellationToken) is not { } user)
        {
            return await RefuseAsync("There is no account yet. Open the server's page in a browser to create it.");
        }

        if (name is not null && !string.Equals(name, user.UserName, StringComparison.OrdinalIgnoreCase))
        {
            return await RefuseAsync($"There is no account named {name}. This vault's account is {user.UserName}.");
        }

        if (await PasswordPrompt.ReadAsync(user.UserName!, cancellationToken) is not { } password)
        {
            return await RefuseAsync("The passwords don't match. The password was not changed.");
        }

        var faults =
            password.Length == 0 ? ["The password is empty."]
            : password.Length > MaxCharacters ? [$"The password is too long: at most {MaxCharacters} characters."]
            : await account.ResetPasswordAsync(user, password);
        if (faults.Count > 0)
        {
            return await RefuseAsync(string.Join(' ', faults));
        }

        Console.WriteLine($"{user.UserName} has a new password, and all sessions were ended.");
        return ExitCodes.Done;
    }

    private static async Task<int> RefuseAsync(string reason)
    {
        await Console.Error.WriteLineAsync(reason);
        return ExitCodes.SomeFailed;
    }
}
