using Microsoft.Extensions.Options;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;
using StreamVault.Core.Uploads;

namespace StreamVault.Core.Imports;

/// <summary>
/// Moves files of the watched folder into the vault, each exactly once however often the server is killed: first a note
/// with the file and the id of its future video is saved, then the file is moved, then it is accepted as that video.
/// </summary>
internal sealed partial class FolderImport(
    VaultStorage storage,
    VideoLibrary library,
    UploadAdmission admission,
    UploadIntake intake,
    IOptions<WatchedFolderOptions> options,
    TimeProvider clock
)
{
    private const long ReportEvery = 64L << 20;

    /// <summary>Imports a file that is written completely.</summary>
    /// <param name="root">The watched folder, absolute.</param>
    /// <param name="file">The file as it was seen last.</param>
    /// <param name="cancellationToken">Stops; <see cref="ResumeAsync(CancellationToken)"/> continues the import.</param>
    public async Task<ImportOutcome> TakeAsync(string root, SeenFile file, CancellationToken cancellationToken)
    {
        var refusal =
            file.Bytes == 0 ? ImportReasons.Empty
            : admission.CheckSize(file.Bytes) is { } tooLarge ? ImportReasons.Of(tooLarge)
            : null;
        try
        {
            if (refusal is not null)
            {
                return await SetAsideAsync(root, file.Path, Path.GetFileName(file.Path), refusal, cancellationToken);
            }

            if (admission.Shortage(0) is { } shortage)
            {
                return new ImportOutcome.Waits(ImportReasons.Of(shortage));
            }

            return await MoveInAsync(
                new ImportNote(VideoId.New(clock.GetUtcNow()), root, file.Path, file.Bytes, file.ModifiedAt),
                cancellationToken
            );
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new ImportOutcome.LeftAlone();
        }
        catch (UnauthorizedAccessException)
        {
            return new ImportOutcome.Waits(ImportReasons.NotMovable);
        }
        catch (IOException e)
        {
            return new ImportOutcome.Waits(
                DiskFull.Caused(e)
                    ? ImportReasons.Of(admission.ShortageOnFullDisk(file.Bytes))
                    : $"This file can't be moved: {e.Message}"
            );
        }
    }

    private async Task<ImportOutcome> MoveInAsync(ImportNote note, CancellationToken cancellationToken)
    {
        if (!IsReadable(note.From))
        {
            return new ImportOutcome.Waits(ImportReasons.NotReadable);
        }

        note.Save(storage);
        try
        {
            string? sha256 = null;
            if (!VerifiedCopy.TryRename(note.From, storage.ImportPath(note.Video)))
            {
                if (admission.ReserveSpace(note.Video.Value, note.Bytes) is { } shortage)
                {
                    return new ImportOutcome.Waits(ImportReasons.Of(shortage));
                }

                sha256 = await CopyInAsync(note, cancellationToken);
                if (SeenFile.At(note.From) != note.Original)
                {
                    File.Delete(storage.ImportPath(note.Video));
                    return new ImportOutcome.LeftAlone();
                }

                File.Delete(note.From);
            }

            return await AcceptAsync(note, sha256, cancellationToken);
        }
        finally
        {
            admission.Release(note.Video.Value);
            RemoveNoteUnlessMovedIn(note);
        }
    }

    private Task<string> CopyInAsync(ImportNote note, CancellationToken cancellationToken)
    {
        var reported = 0L;
        return VerifiedCopy.RunAsync(
            note.From,
            storage.ImportPath(note.Video),
            copied =>
            {
                if (copied - reported >= ReportEvery)
                {
                    reported = copied;
                    admission.SetRemaining(note.Video.Value, Math.Max(0, note.Bytes - copied));
                }
            },
            cancellationToken
        );
    }

    // The last check whether a program is still writing to the file: hashing it takes a while.
    private async Task<ImportOutcome> AcceptAsync(ImportNote note, string? sha256, CancellationToken cancellationToken)
    {
        var path = storage.ImportPath(note.Video);
        var before = SeenFile.At(path);
        sha256 ??= await VerifiedCopy.HashAsync(path, cancellationToken);
        if (before?.Bytes != note.Bytes || SeenFile.At(path) != before)
        {
            await GiveBackAsync(note, cancellationToken);
            return new ImportOutcome.LeftAlone();
        }

        var outcome = await intake.AcceptAsync(
            new ReceivedFile(note.Video, path, note.Bytes, sha256),
            new UploadDetails(SafeFileName.Of(note.Name), null, null)
            {
                LastModified = note.ModifiedAt,
                RelativePath = SafeFileName.Of(Path.GetRelativePath(note.Root, note.From)),
                Album = options.Value.Albums ? ImportSources.SubfoldersOf(note.Root, note.From) : null,
            },
            cancellationToken
        );
        return outcome is UploadOutcome.Accepted(var video)
            ? new ImportOutcome.Imported(video)
            : await SetAsideAsync(note.Root, path, note.Name, ImportReasons.Of(outcome), cancellationToken);
    }

    private async Task GiveBackAsync(ImportNote note, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(note.From)!;
        Directory.CreateDirectory(folder);
        var to = Path.Combine(folder, UniqueName.In(folder, note.Name));
        await VerifiedCopy.MoveAsync(storage.ImportPath(note.Video), to, cancellationToken);
    }

    private static async Task<ImportOutcome> SetAsideAsync(
        string root,
        string path,
        string name,
        string reason,
        CancellationToken cancellationToken
    ) => new ImportOutcome.SetAside(await RejectedFiles.AddAsync(root, path, name, reason, cancellationToken), reason);

    // As long as the file is in the imports folder, its note stays and the next poll continues with it.
    private void RemoveNoteUnlessMovedIn(ImportNote note)
    {
        if (!File.Exists(storage.ImportPath(note.Video)))
        {
            // A partial copy. If its original is gone, it may be the only copy, so the next start quarantines it.
            if (File.Exists(note.From))
            {
                File.Delete(storage.PartialImportPath(note.Video));
            }

            note.Remove(storage);
        }
    }

    private static bool IsReadable(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
