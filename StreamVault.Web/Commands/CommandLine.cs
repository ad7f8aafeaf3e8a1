using System.CommandLine;
using System.CommandLine.Help;

namespace StreamVault.Web.Commands;

/// <summary>The program's commands. Without a command, the server starts.</summary>
internal static class CommandLine
{
    // Set by script/vault, so that the help shows what the user typed.
    private const string NameVariable = "STREAMVAULT_COMMAND";
    private const string ProgramName = "StreamVault.Web";

    private const string Description = """
        StreamVault, a self-hosted video archive.

        Without a command, it starts the server. Commands use the server's data folder and settings, and work whether or not
        the server is running.

        Examples:
          StreamVault.Web import ~/Videos
          StreamVault.Web list --json
          StreamVault.Web export --all --to /mnt/backup
          StreamVault.Web user reset-password
          StreamVault.Web rebuild

        If the data folder has lost its database, start the server with --new to create an empty vault. The old files are
        moved to quarantine/.

        Exit code: 0 if everything succeeded, 1 if something failed, 2 if the command could not start.
        """;

    /// <summary>Whether the arguments are a command. Otherwise they are server options, such as <c>--urls</c>.</summary>
    public static bool IsCommand(string[] args) =>
        args is ["--help" or "-h" or "-?" or "--version", ..]
        || args is [[not ('-' or '/'), ..] word, ..] && !word.Contains('=', StringComparison.Ordinal);

    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Parse(args);
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
        if (parsed.Errors.Count == 0 && parsed.Action is not HelpAction)
        {
            return await parsed.InvokeAsync(configuration);
        }

        var name = Environment.GetEnvironmentVariable(NameVariable) ?? ProgramName;
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        (configuration.Output, configuration.Error) = (output, error);
        var exitCode = await parsed.InvokeAsync(configuration);
        await Console.Error.WriteAsync(Named(error, name));
        await Console.Out.WriteAsync(Named(output, name));
        return parsed.Errors.Count > 0 ? ExitCodes.NotStarted : exitCode;
    }

    /// <summary>Parses the arguments of a command.</summary>
    internal static ParseResult Parse(string[] args)
    {
        var user = new Command("user", "Manages the account of the vault.") { ResetPasswordCommand.Create() };
        // The old name of "rebuild".
        var vault = new Command("vault", "Manages the data folder.") { RebuildCommand.Create() };
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
        // Without an action, an unknown command would first be reported as a missing one.
        root.SetAction(ShowHelp);
        user.SetAction(ShowHelp);
        return root.Parse(args);
    }

    private static int ShowHelp(ParseResult parsed)
    {
        new HelpAction().Invoke(parsed);
        return ExitCodes.NotStarted;
    }

    private static string Named(StringWriter text, string name) =>
        text.ToString().Replace(ProgramName, name, StringComparison.Ordinal);
}
