using System.CommandLine;
using StreamVault.Core.Imports;
using StreamVault.Core.Integrity;
using StreamVault.Core.Storage;
using StreamVault.Web.Components.Shared;
using StreamVault.Web.Uploads;

namespace StreamVault.Web.Commands;

/// <summary><c>import PATH…</c></summary>
internal static class ImportCommand
{
    private const string Description = """
        Copies videos into the vault. Your files are not changed. In folders, files that are plainly no videos, such as pictures
        and subtitles, are skipped.

        A running server starts to prepare the videos within seconds; otherwise they wait until the server starts. Files that
        are already in the vault are skipped, so you can simply repeat an interrupted import.

        Examples:
          StreamVault.Web import holiday.mp4 birthday.mov
          StreamVault.Web import /media/camera
          StreamVault.Web import --albums "/media/1998 Christmas"
          docker run --rm -v streamvault:/data -v /media/camera:/camera:ro streamvault import /camera
        """;

    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Files or folders. Folders are searched recursively.",
            Arity = ArgumentArity.OneOrMore,
        };
        var albums = new Option<bool>("--albums")
        {
            Description = "Add the videos to albums named after their folders.",
        };
        var command = new Command("import", Description) { paths, albums };
        command.SetAction(
            (parsed, cancellationToken) =>
                OpenVault.UseAsync(
                    vault =>
                        RunAsync(vault, parsed.GetRequiredValue(paths), parsed.GetValue(albums), cancellationToken),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        OpenVault vault,
        string[] paths,
        bool albums,
        CancellationToken cancellationToken
    )
    {
        var found = paths.Select(path => ImportSources.At(GivenPath.Full(path))).ToArray();
        var files = found.SelectMany(sources => sources.Files).DistinctBy(file => file.Path).ToArray();
        var unreadable = found.SelectMany(sources => sources.Unreadable).ToArray();
        foreach (var (path, reason) in unreadable)
        {
            await Console.Error.WriteLineAsync($"{path}: {reason}");
        }

        var tally = new ImportTally(found.Sum(sources => sources.Others));
        var progress = new ImportProgress(vault.Get<FileImport>(), files, albums, vault.Get<TimeProvider>());
        foreach (var file in files)
        {
            var outcome = await progress.RunAsync(file, cancellationToken);
            if (outcome is FileImportOutcome.Imported(var video))
            {
                // A running server doesn't notice the video until it encodes it.
                await vault.Get<SidecarWriter>().WriteAsync(video.Id, cancellationToken);
            }

            await PrintOutcomeAsync($"{progress.Place} {file.Path}", outcome);
            tally.Add(file, outcome);
        }

        Console.WriteLine(tally);
        if (tally.Imported > 0)
        {
            Console.WriteLine(
                (vault.IsShared, tally.Imported) switch
                {
                    (true, 1) => "The server prepares it now.",
                    (true, _) => "The server prepares them now.",
                    (false, 1) => "It will be prepared when the server starts.",
                    _ => "They will be prepared when the server starts.",
                }
            );
        }

        return unreadable.Length + tally.Refused > 0 ? ExitCodes.SomeFailed : ExitCodes.Done;
    }

    private static Task PrintOutcomeAsync(string file, FileImportOutcome outcome) =>
        outcome switch
        {
            FileImportOutcome.Imported(var video) => Console.Out.WriteLineAsync($"{file}: imported as {video.Id}"),
            FileImportOutcome.Known(var video) => Console.Out.WriteLineAsync(
                $"{file}: already in the vault as {video.Id}{(video.TrashedAt is null ? "" : ", in the trash. Restore it there")}"
            ),
            FileImportOutcome.Refused(var reason) => Console.Error.WriteLineAsync($"{file}: not imported. {reason}"),
            _ => throw new InvalidOperationException($"An import ended as {outcome}."),
        };

    /// <param name="others">How many files were skipped because they clearly aren't videos.</param>
    internal sealed class ImportTally(int others)
    {
        private long _bytes;
        private int _known;

        public int Imported { get; private set; }

        public int Refused { get; private set; }

        public void Add(ImportSource file, FileImportOutcome outcome)
        {
            switch (outcome)
            {
                case FileImportOutcome.Imported:
                    Imported++;
                    _bytes += file.Bytes;
                    break;
                case FileImportOutcome.Known:
                    _known++;
                    break;
                default:
                    Refused++;
                    break;
            }
        }

        public override string ToString() =>
            $"{Readable.Count(Imported, "file", "files")} imported ({ByteText.Of(_bytes)}), {_known} already in the vault, {Refused} not imported{Skipped}.";

        private string Skipped => others == 0 ? "" : $", {Readable.Count(others, "other file", "other files")} skipped";
    }
}
