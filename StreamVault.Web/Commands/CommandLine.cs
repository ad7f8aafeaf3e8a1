using System.CommandLine;

namespace StreamVault.Web.Commands;

/// <summary>The program's commands. Without a command, the server starts.</summary>
internal static class CommandLine
{
    private const string Description = """
        StreamVault: your family's videos, on your own machine.

        Without a command it starts the server. The commands use the same data folder and settings, and work beside a running
        server as well as without one.

        Examples:
          StreamVault.Web import ~/Videos
          StreamVault.Web list --json
          StreamVault.Web export --all --to /mnt/backup
          StreamVault.Web user reset-password
          StreamVault.Web rebuild

        The server takes --new to start an empty vault in a folder that has lost its database: the old files are moved to
        quarantine/.

        Exit code: 0 if everything succeeded, 1 if something failed, 2 if nothing was started.
        """;

    /// <summary>Whether the arguments are a command and not for the server, as <c>--urls</c> is.</summary>
    public static bool IsMeant(string[] args) =>
        args is ["--help" or "-h" or "-?" or "--version", ..]
        || args is [[not ('-' or '/'), ..] word, ..] && !word.Contains('=', StringComparison.Ordinal);

    public static async Task<int> RunAsync(string[] args)
    {
        var user = new Command("user", "The account of the vault.") { ResetPasswordCommand.Create() };
        // The old name of "rebuild".
        var vault = new Command("vault", "The data folder.") { RebuildCommand.Create() };
        vault.Hidden = true;
        var root = new RootCommand(Description)
        {
            ImportCommand.Create(),
            ListCommand.Create(),
            ExportCommand.Create(),
            RebuildCommand.Create(),
            user,
            vault,
        };
        var parsed = root.Parse(args);
        var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        return parsed.Errors.Count > 0 ? ExitCodes.NotBegun : exitCode;
    }
}
