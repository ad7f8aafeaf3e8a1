using StreamVault.Core.DiskSpace;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;
using StreamVault.Core.Uploads;

namespace StreamVault.Core.Imports;

/// <summary>
/// Moves files of the watched folder into the vault, each exactly once however often the server is killed: a note of the
/// file and its future video's id is safe first, then the file is moved, then it becomes the video of that id.
/// </summary>
internal sealed partial class FolderImport(
    VaultStorage storage,
    VideoLibrary library,
    UploadIntake intake,
    SpaceReservations reservations,
    TimeProvider clock
)
{
    private const long TellEvery = 64L << 20;

    /// <summary>Takes a file that is written to the end.</summary>
    /// <param name="root">The watched folder, absolute.</param>
    /// <param name="file">The file as it was seen last.</param>
    /// <param name="cancellationToken">Stops; what was begun goes on with <see cref="ResumeAsync(CancellationToken)"/>.</param>
    public async Task<ImportOutcome> TakeAsync(string root, SeenFile file, CancellationToken cancellationToken)
    {
        var unfit =
            file.Bytes == 0 ? ImportReasons.Empty
            : intake.TooLarge(file.Bytes) is { } tooLarge ? ImportReasons.Of(tooLarge)
            : null;
        try
        {
            if (unfit is not null)
            {
                return await SetAsideAsync(root, file.Path, Path.GetFileName(file.Path), unfit, cancellationToken);
            }

            if (intake.NoRoom(0) is { } noRoom)
            {
                return new ImportOutcome.Waits(ImportReasons.Of(noRoom));
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
            return new ImportOutcome.Waits(ImportReasons.MayNotBeMoved);
        }
        catch (IOException e)
        {
            return new ImportOutcome.Waits(
                DiskFull.Caused(e) ? ImportReasons.Of(FullDisk(file.Bytes)) : $"It could not be moved: {e.Message}"
            );
        }
    }

    private async Task<ImportOutcome> MoveInAsync(ImportNote note, CancellationToken cancellationToken)
    {
        if (!MayBeRead(note.From))
        {
            return new ImportOutcome.Waits(ImportReasons.MayNotBeRead);
        }

        note.Save(storage);
        try
        {
            string? sha256 = null;
            if (!VerifiedCopy.TryRename(note.From, storage.ImportPath(note.Video)))
            {
                var refusal = reservations.Reserve(
                    note.Video.Value,
                    () => note.Bytes,
                    () => intake.NoRoomForNew(note.Bytes, reservations.ReservedBytes())
                );
                if (refusal is not null)
                {
                    return new ImportOutcome.Waits(ImportReasons.Of(refusal));
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
            reservations.Release(note.Video.Value);
            ForgetUnlessMovedIn(note);
        }
    }

    private Task<string> CopyInAsync(ImportNote note, CancellationToken cancellationToken)
    {
        var told = 0L;
        return VerifiedCopy.RunAsync(
            note.From,
            storage.ImportPath(note.Video),
            copied =>
            {
                if (copied - told >= TellEvery)
                {
                    told = copied;
                    reservations.Set(note.Video.Value, Math.Max(0, note.Bytes - copied));
                }
            },
            cancellationToken
        );
    }

    // Whoever still writes to it is heard of here at the latest: reading it took a while.
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
            new ReceivedFile(path, note.Bytes, sha256),
            new UploadDetails(SafeFileName.Of(note.Name), null, null),
            note.Video,
            IntakeRecord.None,
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

    // The note outlives this only as long as the file lies in between: then the next look goes on from it.
    private void ForgetUnlessMovedIn(ImportNote note)
    {
        if (!File.Exists(storage.ImportPath(note.Video)))
        {
            // A partial copy. If its source is gone, it may be the only copy, so the next start quarantines it.
            if (File.Exists(note.From))
            {
                File.Delete(storage.PartialImportPath(note.Video));
            }

            note.Remove(storage);
        }
    }

    private UploadOutcome.NoRoom FullDisk(long bytes) => intake.NoRoom(bytes) ?? new UploadOutcome.NoRoom(bytes, 0);

    private static bool MayBeRead(string path)
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
