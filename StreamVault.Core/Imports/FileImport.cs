using StreamVault.Core.DiskSpace;
using StreamVault.Core.Entities;
using StreamVault.Core.Media;
using StreamVault.Core.Storage;
using StreamVault.Core.Uploads;

namespace StreamVault.Core.Imports;

/// <summary>The outcome of importing one file.</summary>
public abstract record FileImportOutcome
{
    private FileImportOutcome() { }

    /// <summary>The video is in the library and its job in the queue.</summary>
    /// <param name="Video">The new video.</param>
    public sealed record Imported(Video Video) : FileImportOutcome;

    /// <summary>The library already has a video with the same bytes.</summary>
    /// <param name="Video">That video.</param>
    public sealed record Known(Video Video) : FileImportOutcome;

    /// <summary>The file was not imported.</summary>
    /// <param name="Reason">Why, and what to do about it.</param>
    public sealed record Refused(string Reason) : FileImportOutcome;
}

/// <summary>
/// Copies files of this machine into the vault; the originals are only read. Safe while a server is running, which
/// encodes the videos. Imports one file at a time.
/// </summary>
public sealed class FileImport(
    SourceProbe probe,
    UploadAdmission admission,
    IncomingUploads incoming,
    UploadIntake intake,
    ResumableUploads uploads,
    PendingEncodes pending
)
{
    private IncomingUpload? _upload;

    /// <summary>How many bytes of the current file are copied.</summary>
    public long BytesCopied => _upload?.Bytes ?? 0;

    /// <summary>Imports one file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="album">The album to add the video to, as in <see cref="UploadDetails.Album"/>.</param>
    /// <param name="cancellationToken">Cancels; nothing is left of the copy.</param>
    public async Task<FileImportOutcome> RunAsync(ImportSource file, string? album, CancellationToken cancellationToken)
    {
        try
        {
            return await CopyAsync(file, album, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new FileImportOutcome.Refused($"This file can't be copied: {e.Message}");
        }
    }

    private async Task<FileImportOutcome> CopyAsync(
        ImportSource file,
        string? album,
        CancellationToken cancellationToken
    )
    {
        var path = file.Path;
        await using var original = File.OpenRead(path);
        if (await RefusalAsync(original.Length, cancellationToken) is { } refusal)
        {
            return new FileImportOutcome.Refused(refusal);
        }

        // Probed before gigabytes are copied.
        var stamp = FileStamp.Of(path);
        var probed = await probe.ProbeAsync(path, cancellationToken);
        if (probed is ProbeOutcome.NotVideo(var reason))
        {
            return new FileImportOutcome.Refused(reason);
        }

        using var upload = incoming.Open();
        _upload = upload;
        if (await upload.ReceiveAsync(original, cancellationToken) is { } stopped)
        {
            return new FileImportOutcome.Refused(ImportReasons.Of(stopped));
        }

        if (await upload.VerifyAsync(cancellationToken) is not { } copy)
        {
            return new FileImportOutcome.Refused(ImportReasons.Of(new UploadOutcome.Damaged()));
        }

        // If the original changed in between, the copy may differ from what was probed.
        var isUnchanged = FileStamp.Of(path) == stamp && copy.Bytes == stamp.Bytes;
        var details = new UploadDetails(SafeFileName.Of(Path.GetFileName(path)), null, null)
        {
            Album = album,
            LastModified = File.GetLastWriteTimeUtc(path),
            RelativePath = file.RelativePath is { } relative ? SafeFileName.Of(relative) : null,
        };
        return await AcceptAsync(copy with { Probed = isUnchanged ? probed : null }, details, cancellationToken);
    }

    private async Task<FileImportOutcome> AcceptAsync(
        ReceivedFile copy,
        UploadDetails details,
        CancellationToken cancellationToken
    ) =>
        await intake.AcceptAsync(copy, details, cancellationToken) switch
        {
            UploadOutcome.Accepted(var video) => new FileImportOutcome.Imported(video),
            UploadOutcome.Duplicate(var existing) => new FileImportOutcome.Known(existing),
            var outcome => new FileImportOutcome.Refused(ImportReasons.Of(outcome)),
        };

    // This process can't see the server's reservations and queue, only their rows.
    private async Task<string?> RefusalAsync(long bytes, CancellationToken cancellationToken)
    {
        await pending.RefreshAsync(cancellationToken);
        return admission.CheckSize(bytes) is { } tooLarge ? ImportReasons.Of(tooLarge)
            : admission.ShortageForNew(bytes, await uploads.RemainingBytesAsync(cancellationToken)) is { } shortage
                ? ImportReasons.Of(shortage)
            : null;
    }
}
