namespace StreamVault.Core.Entities;

/// <summary>
/// Bytes of a resumable upload that are safe on disk, from the end of the range before, and their hash as they came in.
/// Written only after the bytes were flushed: the last range's end is where the upload goes on after any crash.
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
