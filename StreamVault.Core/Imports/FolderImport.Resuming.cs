namespace StreamVault.Core.Imports;

internal sealed partial class FolderImport
{
    /// <summary>
    /// Goes on with every file that a crash, or an earlier failure, left between its folder and the library. Call at start and
    /// before every look; nobody else may be at it meanwhile.
    /// </summary>
    public async Task<IReadOnlyList<(ImportNote Note, ImportOutcome Outcome)>> ResumeAsync(
        CancellationToken cancellationToken
    )
    {
        var outcomes = new List<(ImportNote, ImportOutcome)>();
        foreach (var note in ImportNote.All(storage))
        {
            outcomes.Add((note, await ResumeAsync(note, cancellationToken)));
        }

        return outcomes;
    }

    private async Task<ImportOutcome> ResumeAsync(ImportNote note, CancellationToken cancellationToken)
    {
        var path = storage.ImportPath(note.Video);
        if (await library.FindAsync(note.Video, cancellationToken) is { } video)
        {
            note.Remove(storage);
            return new ImportOutcome.Imported(video);
        }

        if (!File.Exists(path) && File.Exists(storage.SourcePath(note.Video)))
        {
            // It had its final name, and the crash came before the video was in the library.
            File.Move(storage.SourcePath(note.Video), path);
        }

        try
        {
            // A copy gets its name only when it is whole; so the original is no longer needed, unless it is another by now.
            if (File.Exists(path) && SeenFile.At(note.From) == note.Original)
            {
                File.Delete(note.From);
            }

            return File.Exists(path) ? await AcceptAsync(note, null, cancellationToken) : new ImportOutcome.LeftAlone();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ImportOutcome.Waits($"It lies safely in the vault, but could not be taken further: {e.Message}");
        }
        finally
        {
            ForgetUnlessMovedIn(note);
        }
    }
}
