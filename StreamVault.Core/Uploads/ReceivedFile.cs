namespace StreamVault.Core.Uploads;

/// <summary>A file that is completely received and safe on disk, under a temporary name.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Lower-case hex SHA-256 of its bytes.</param>
internal sealed record ReceivedFile(string Path, long Bytes, string Sha256);
