using System.CommandLine;
using StreamVault.Core.Accounts;

namespace StreamVault.Web.Commands;

/// <summary><c>user reset-password [NAME]</c></summary>
internal static class ResetPasswordCommand
{
    private const int MostCharacters = 1_000;

    private const string Description = """
        Gives the account another password and ends all its sessions, those of a running server within five seconds. Asks for the
        password without showing it, or reads it from standard input when that is no terminal.

        Examples:
          StreamVault.Web user reset-password
          pass show streamvault | StreamVault.Web user reset-password grandmother
        """;

    public static Command Create()
    {
        var name = new Argument<string?>("NAME")
        {
            Description = "The name of the account. There is only one, so it may be left out.",
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
            return await RefuseAsync("There is no account yet. Open the server's page in a browser to make it.");
        }

        if (name is not null && !string.Equals(name, user.UserName, StringComparison.OrdinalIgnoreCase))
        {
            return await RefuseAsync($"There is no account {name}. The account of this vault is {user.UserName}.");
        }

        if (await PasswordPrompt.ReadAsync(user.UserName!, cancellationToken) is not { } password)
        {
            return await RefuseAsync("The two were not the same. The password is as it was.");
        }

        var faults =
            password.Length == 0 ? ["No password was given."]
            : password.Length > MostCharacters ? [$"The password is too long: at most {MostCharacters} characters."]
            : await account.ResetPasswordAsync(user, password);
        if (faults.Count > 0)
        {
            return await RefuseAsync(string.Join(' ', faults));
        }

        Console.WriteLine($"{user.UserName} has a new password, and all sessions are ended.");
        return ExitCodes.Done;
    }

    private static async Task<int> RefuseAsync(string reason)
    {
        await Console.Error.WriteLineAsync(reason);
        return ExitCodes.SomeFailed;
    }
}
