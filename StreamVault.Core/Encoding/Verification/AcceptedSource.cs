using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding.Verification;

/// <summary>Compares the file of a video on the disk with the upload that was accepted.</summary>
internal sealed class AcceptedSource(VaultStorage storage, VideoLibrary library)
{
    /// <summary>The warning for an upload that changed while it waited to be prepared.</summary>
    public const string Changed =
        "The uploaded file changed on the disk before it was prepared, so parts may be missing. The file is kept. Compare it "
        + "with your own copy, or upload that again.";

    /// <summary>Reads the whole file and compares its size and SHA-256 with what was accepted.</summary>
    /// <returns>False if the file is missing or differs. True also if nothing is known to compare it with.</returns>
    public async Task<bool> IsUnchangedAsync(VideoId id, CancellationToken cancellationToken)
    {
        var file = new FileInfo(storage.PathToEncode(id));
        return await library.FindAsync(id, cancellationToken) is not { SourceSha256: { } sha256 } video
            || file.Exists
                && (video.FileSizeBytes is not { } bytes || bytes == file.Length)
                && await VerifiedCopy.HashAsync(file.FullName, cancellationToken) == sha256;
    }
}
