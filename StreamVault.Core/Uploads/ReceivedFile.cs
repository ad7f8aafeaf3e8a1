namespace StreamVault.Core.Uploads;

/// <summary>A file under a temporary name that is completely received, flushed, and was read back from the disk.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Lower-case hex SHA-256 of its bytes on the disk.</param>
internal sealed record ReceivedFile(string Path, long Bytes, string Sha256);
