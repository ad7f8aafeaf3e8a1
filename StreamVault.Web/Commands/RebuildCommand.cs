using System.CommandLine;
using StreamVault.Core.Integrity;

namespace StreamVault.Web.Commands;

/// <summary><c>rebuild [--replace]</c></summary>
internal static class RebuildCommand
{
    private const string Description = """
        Makes a new database from the files in the data folder: videos with their titles, descriptions, dates and tags, waiting
        uploads, and the settings made in the UI. Use it when the database is lost or damaged and there is no backup.

        It does not restore the account, shared links, jobs and history. The next start asks for a new account. An old
        database is never deleted: it is moved to quarantine/.

        Examples:
          StreamVault.Web rebuild
          StreamVault.Web rebuild --replace
        """;

    public static Command Create()
    {
        var replace = new Option<bool>("--replace") { Description = "Replace the database even if it is usable." };
        var command = new Command("rebuild", Description) { replace };
        command.SetAction(
            (parsed, cancellationToken) =>
                OpenVault.UseWithoutDatabaseAsync(
                    vault => RunAsync(vault, parsed.GetValue(replace), cancellationToken),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(OpenVault vault, bool replace, CancellationToken cancellationToken)
    {
        if (vault.IsShared)
        {
            await Console.Error.WriteLineAsync("Another StreamVault is using this data folder. Stop it first.");
            return ExitCodes.NotBegun;
        }

        var rebuild = vault.Get<VaultRebuild>();
        switch (await rebuild.RunAsync(replace, Console.WriteLine, cancellationToken))
        {
            case RebuildOutcome.Done done:
                await ReportAsync(done);
                return done.NotRestored.Count == 0 ? ExitCodes.Done : ExitCodes.SomeFailed;
            default:
                await Console.Error.WriteLineAsync(
                    "The vault has a usable database, so nothing was changed. To replace it anyway, add --replace: "
                        + "account, links and history are lost then, and the old database is moved to quarantine/."
                );
                return ExitCodes.NotBegun;
        }
    }

    private static async Task ReportAsync(RebuildOutcome.Done done)
    {
        Console.WriteLine(
            $"The database was rebuilt: {Readable.Count(done.Ready, "video plays", "videos play")} again, "
                + $"{Readable.Count(done.Waiting, "upload waits", "uploads wait")} to be prepared."
        );
        if (done.WithoutSidecar > 0)
        {
            Console.WriteLine(
                $"{Readable.Count(done.WithoutSidecar, "video has", "videos have")} no sidecar: title and description are lost."
            );
        }

        Console.WriteLine(
            done.Settings
                ? "The settings made in the UI are restored."
                : "The settings made in the UI are lost: vault.json is missing or can't be read."
        );
        Console.WriteLine("Not restored: the account, shared links, jobs and history.");
        if (done.Unfinished > 0)
        {
            Console.WriteLine(
                $"Not restored: {Readable.Count(done.Unfinished, "unfinished upload", "unfinished uploads")}. The next start moves them to quarantine/."
            );
        }

        if (done.OldDatabase is { } entry)
        {
            Console.WriteLine($"The old database is in quarantine/{entry}.");
        }

        foreach (var reason in done.NotRestored)
        {
            await Console.Error.WriteLineAsync($"Not restored: {reason}");
        }

        Console.WriteLine("Start the server and create an account.");
    }
}
