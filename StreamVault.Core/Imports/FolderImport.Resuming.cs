namespace StreamVault.Core.Imports;

internal sealed partial class FolderImport
{
    /// <summary>
    /// Continues every import that a crash or an earlier failure interrupted. Call it at startup and before every poll,
    /// never concurrently.
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
            // The file was renamed, but a crash prevented the commit of its rows.
            File.Move(storage.SourcePath(note.Video), path);
        }

        try
        {
            // A copy gets its name once it is complete. So the original is no longer needed, unless it has changed.
            if (File.Exists(path) && SeenFile.At(note.From) == note.Original)
            {
                if (IsBeingWritten(note.From))
                {
                    return new ImportOutcome.Waits(ImportReasons.BeingWritten);
                }

                File.Delete(note.From);
            }

            return File.Exists(path) ? await AcceptAsync(note, null, cancellationToken) : new ImportOutcome.LeftAlone();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ImportOutcome.Waits($"This file is safe in the vault, but can't be accepted yet: {e.Message}");
        }
        finally
        {
            RemoveNoteUnlessMovedIn(note);
        }
    }
}
