using System.CommandLine;
using StreamVault.Core.Integrity;

namespace StreamVault.Web.Commands;

/// <summary><c>rebuild [--replace]</c></summary>
internal static class RebuildCommand
{
    private const string Description = """
        Creates a new database from the files in the data folder. It restores videos with their titles, descriptions, dates and
        tags, uploads that are waiting to be prepared, and the settings made in the UI. Use it if the database is lost or
        damaged and there is no backup.

        It does not restore the account, shared links, jobs, playback positions and history. After the next start, you create a new account. The
        old database is not deleted but moved to quarantine/.

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
            await Console.Error.WriteLineAsync("Another StreamVault process is using this data folder. Stop it first.");
            return ExitCodes.NotStarted;
        }

        var rebuild = vault.Get<VaultRebuild>();
        switch (await rebuild.RunAsync(replace, Console.WriteLine, cancellationToken))
        {
            case RebuildOutcome.Done done:
                await ReportAsync(done);
                return done.NotRestored.Count + done.Damaged.Count + done.NotRead.Count == 0
                    ? ExitCodes.Done
                    : ExitCodes.SomeFailed;
            default:
                await Console.Error.WriteLineAsync(
                    "The vault has a usable database, so nothing was changed. To replace it anyway, add --replace. The "
                        + "account, links and history will be lost. The old database will be moved to quarantine/."
                );
                return ExitCodes.NotStarted;
        }
    }

    private static async Task ReportAsync(RebuildOutcome.Done done)
    {
        Console.WriteLine(
            $"The database was rebuilt: {Readable.Count(done.Ready, "video plays", "videos play")} again, "
                + (
                    done.Damaged.Count == 0
                        ? ""
                        : $"{Readable.Count(done.Damaged.Count, "video is damaged", "videos are damaged")}, "
                )
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
        Console.WriteLine("Not restored: the account, shared links, jobs, playback positions and history.");
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

        foreach (var damaged in done.Damaged)
        {
            await Console.Error.WriteLineAsync($"Damaged: {damaged}");
        }

        foreach (var file in done.NotRead)
        {
            await Console.Error.WriteLineAsync($"Not read: {file}");
        }

        foreach (var reason in done.NotRestored)
        {
            await Console.Error.WriteLineAsync($"Not restored: {reason}");
        }

        Console.WriteLine("Start the server and create an account.");
    }
}
