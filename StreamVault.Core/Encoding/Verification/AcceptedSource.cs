using StreamVault.Core.Encoding.Failures;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding.Verification;

/// <summary>Compares a video's file on disk with the accepted upload.</summary>
internal sealed class AcceptedSource(VaultStorage storage, VideoLibrary library)
{
    /// <summary>The warning for an upload that changed before or while it was prepared.</summary>
    public const string Changed =
        "The uploaded file changed on the disk before or while it was prepared, so parts may be missing. The file is kept. If "
        + "it is complete now, prepare the video again; otherwise upload your own copy.";

    /// <summary>Finds the file to encode. A kept original is compared with the accepted upload.</summary>
    /// <returns>Its path.</returns>
    /// <exception cref="EncodingFailedException">The file is missing, or the original has changed.</exception>
    public async Task<string> VerifyAsync(VideoId id, CancellationToken cancellationToken)
    {
        var path = storage.PathToEncode(id);
        if (!File.Exists(path))
        {
            throw new EncodingFailedException(
                Directory.Exists(storage.VideoFolder(id)) ? FailureReasons.OriginalGone : FailureReasons.SourceGone
            );
        }

        // Otherwise a complete video could be replaced by a damaged one.
        return storage.HasOriginal(id) && !await IsUnchangedAsync(id, cancellationToken)
            ? throw new EncodingFailedException(FailureReasons.OriginalChanged)
            : path;
    }

    /// <summary>
    /// Whether a program has the file open for writing, or has changed its size. Reads nothing, unlike
    /// <see cref="IsUnchangedAsync"/>.
    /// </summary>
    public async Task<bool> IsBeingChangedAsync(VideoId id, CancellationToken cancellationToken)
    {
        var file = new FileInfo(storage.PathToEncode(id));
        return file.Exists
            && (
                FileWriting.Of(file.FullName) == FileWriters.Present
                || await library.FindAsync(id, cancellationToken) is { FileSizeBytes: { } bytes }
                    && bytes != file.Length
            );
    }

    /// <summary>Reads the whole file and compares its size and SHA-256 with the accepted upload.</summary>
    /// <returns>False if the file is missing or differs. True if there is nothing to compare it with.</returns>
    public async Task<bool> IsUnchangedAsync(VideoId id, CancellationToken cancellationToken)
    {
        var file = new FileInfo(storage.PathToEncode(id));
        return await library.FindAsync(id, cancellationToken) is not { SourceSha256: { } sha256 } video
            || file.Exists
                && (video.FileSizeBytes is not { } bytes || bytes == file.Length)
                && await VerifiedCopy.HashAsync(file.FullName, cancellationToken) == sha256;
    }
}
