using System.CommandLine;
using StreamVault.Core.Entities;
using StreamVault.Core.Exports;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;

namespace StreamVault.Web.Commands;

/// <summary><c>export ID…|--all --to FOLDER</c></summary>
internal static class ExportCommand
{
    private const string Description = """
        Exports videos as MP4 files in their best quality, named after their titles. Existing files are never overwritten: if a
        name is taken, a number is added.

        Examples:
          StreamVault.Web export 019a7c52-1d2e-7a31-9d6c-2f4b8a1e5c70 --to ~/Desktop
          StreamVault.Web export --all --to /mnt/backup
        """;

    public static Command Create()
    {
        var ids = new Argument<string[]>("ID")
        {
            Description = "The ids of the videos. To see them, run the list command.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var all = new Option<bool>("--all")
        {
            Description = "Export all videos, including private ones, but not those in the trash.",
        };
        var to = new Option<string>("--to")
        {
            Description = "The target folder. It is created if it does not exist.",
            HelpName = "FOLDER",
            Required = true,
        };
        var command = new Command("export", Description) { ids, all, to };
        command.Validators.Add(result =>
        {
            var given = result.GetValue(ids) ?? [];
            if (result.GetValue(all) == given.Length > 0)
            {
                result.AddError("Specify one or more video ids, or --all.");
            }

            foreach (var id in given.Where(id => !VideoId.TryParse(id, null, out _)))
            {
                result.AddError($"'{id}' is not a video id. To see the ids, run the list command.");
            }
        });
        command.SetAction(
            (parsed, cancellationToken) =>
                OpenVault.UseAsync(
                    vault =>
                        RunAsync(
                            vault,
                            parsed.GetValue(ids) ?? [],
                            GivenPath.Full(parsed.GetRequiredValue(to)),
                            cancellationToken
                        ),
                    cancellationToken
                )
        );
        return command;
    }

    /// <param name="vault">The vault.</param>
    /// <param name="ids">The videos to export; empty for all.</param>
    /// <param name="folder">The absolute path of the target folder.</param>
    /// <param name="cancellationToken">Cancels the export.</param>
    private static async Task<int> RunAsync(
        OpenVault vault,
        string[] ids,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var library = vault.Get<VideoLibrary>();
        var wanted =
            ids.Length > 0
                ? [.. ids.Select(id => VideoId.Parse(id, null))]
                : (await ListCommand.AllAsync(library, cancellationToken)).Select(video => video.Id).ToArray();
        var failed = 0;
        foreach (var id in wanted)
        {
            var outcome = await library.FindAsync(id, cancellationToken) is { } video
                ? await vault.Get<VideoExport>().RunAsync(video, folder, cancellationToken)
                : new ExportOutcome.Failed("There is no video with this id.");
            switch (outcome)
            {
                case ExportOutcome.Written(var name, var bytes):
                    Console.WriteLine($"{id}: {name} ({ByteText.Of(bytes)})");
                    break;
                case ExportOutcome.Failed(var reason):
                    failed++;
                    await Console.Error.WriteLineAsync($"{id}: not exported. {reason}");
                    break;
            }
        }

        return failed == 0 ? ExitCodes.Done : ExitCodes.SomeFailed;
    }
}
