using System.CommandLine;

namespace StreamVault.Web.Commands;

/// <summary>The commands of the program. Without one it is the server.</summary>
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
          StreamVault.Web vault rebuild

        The server takes --new to begin an empty vault in a folder that has lost its database: the old files are kept, and
        moved to quarantine/.

        Exit code: 0 when all was done, 1 when some of it was not, 2 when nothing could be begun.
        """;

    /// <summary>Whether these arguments are a command; otherwise they are the server's own, such as <c>--urls</c>.</summary>
    public static bool IsMeant(string[] args) =>
        args is ["--help" or "-h" or "-?" or "--version", ..]
        || args is [[not ('-' or '/'), ..] word, ..] && !word.Contains('=', StringComparison.Ordinal);

    public static async Task<int> RunAsync(string[] args)
    {
        var user = new Command("user", "The account of the vault.") { ResetPasswordCommand.Create() };
        var vault = new Command("vault", "The data folder.") { RebuildCommand.Create() };
        var root = new RootCommand(Description)
        {
            ImportCommand.Create(),
            ListCommand.Create(),
            ExportCommand.Create(),
            user,
            vault,
        };
        var parsed = root.Parse(args);
        var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        return parsed.Errors.Count > 0 ? ExitCodes.NotBegun : exitCode;
    }
}
