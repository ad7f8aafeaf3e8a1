namespace StreamVault.Core.Entities;

/// <summary>
/// Bytes of a resumable upload that are safe on disk, starting at the end of the previous range, and the hash of the
/// bytes as they were received. Written only after the bytes were flushed. After a crash, the upload continues at the
/// end of the last range.
/// </summary>
public sealed class UploadRange
{
    /// <summary>The upload.</summary>
    public Guid UploadId { get; init; }

    /// <summary>The first byte after the range.</summary>
    public long End { get; init; }

    /// <summary>SHA-256 of the bytes received, 32 bytes.</summary>
    public required byte[] Sha256 { get; init; }
}
