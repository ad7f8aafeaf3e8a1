using StreamVault.Core.DiskSpace;
using StreamVault.Core.Entities;
using StreamVault.Core.Media;
using StreamVault.Core.Uploads;

namespace StreamVault.Core.Imports;

/// <summary>What became of a file that a person asked to import.</summary>
public abstract record FileImportOutcome
{
    private FileImportOutcome() { }

    /// <summary>It is in the library, and its job in the queue.</summary>
    /// <param name="Video">The new video.</param>
    public sealed record Imported(Video Video) : FileImportOutcome;

    /// <summary>The library has a video made of the very same bytes.</summary>
    /// <param name="Video">That video.</param>
    public sealed record Known(Video Video) : FileImportOutcome;

    /// <summary>It was not taken.</summary>
    /// <param name="Reason">Why, and what to do, in sentences.</param>
    public sealed record Refused(string Reason) : FileImportOutcome;
}

/// <summary>
/// Copies files of this machine into the vault; the originals are only read. Safe beside a running server, which prepares the
/// videos. One at a time.
/// </summary>
public sealed class FileImport(SourceProbe probe, UploadIntake intake, ResumableUploads uploads, PendingEncodes waiting)
{
    private IncomingUpload? _upload;

    /// <summary>How many bytes of the file under way are copied.</summary>
    public long BytesCopied => _upload?.Bytes ?? 0;

    /// <summary>Copies one file in.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Gives up; nothing is left of the copy.</param>
    public async Task<FileImportOutcome> RunAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await CopyAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new FileImportOutcome.Refused($"This file can't be copied: {e.Message}");
        }
    }

    private async Task<FileImportOutcome> CopyAsync(string path, CancellationToken cancellationToken)
    {
        await using var original = File.OpenRead(path);
        if (await RefusalAsync(original.Length, cancellationToken) is { } refusal)
        {
            return new FileImportOutcome.Refused(ImportReasons.Of(refusal));
        }

        // Before gigabytes are copied in vain; what was copied is looked at once more.
        if (await probe.ProbeAsync(path, cancellationToken) is ProbeOutcome.NotVideo(var reason))
        {
            return new FileImportOutcome.Refused(reason);
        }

        using var upload = intake.Open();
        _upload = upload;
        if (await upload.ReceiveAsync(original, cancellationToken) is { } stopped)
        {
            return new FileImportOutcome.Refused(ImportReasons.Of(stopped));
        }

        var details = new UploadDetails(SafeFileName.Of(Path.GetFileName(path)), null, null);
        return await intake.AcceptAsync(upload, details, cancellationToken) switch
        {
            UploadOutcome.Accepted(var video) => new FileImportOutcome.Imported(video),
            UploadOutcome.Duplicate(var existing) => new FileImportOutcome.Known(existing),
            var outcome => new FileImportOutcome.Refused(ImportReasons.Of(outcome)),
        };
    }

    // What the server has promised to uploads under way, and what waits, is known to this process by its rows only.
    private async Task<UploadOutcome?> RefusalAsync(long bytes, CancellationToken cancellationToken)
    {
        await waiting.RefreshAsync(cancellationToken);
        return intake.TooLarge(bytes) ?? intake.NoRoomForNew(bytes, await uploads.StillToComeAsync(cancellationToken));
    }
}
