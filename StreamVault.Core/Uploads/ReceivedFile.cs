namespace StreamVault.Core.Uploads;

/// <summary>A file under a temporary name that is completely received, flushed, and was read back from the disk.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Lower-case hex SHA-256 of its bytes on the disk.</param>
/// <param name="IsOriginal">Whether it was kept as an original before, so that it is kept again.</param>
internal sealed record ReceivedFile(string Path, long Bytes, string Sha256, bool IsOriginal = false);
