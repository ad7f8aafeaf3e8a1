namespace StreamVault.Core.Uploads;

/// <summary>The body of a request that sends part of a file.</summary>
/// <param name="Bytes">The bytes. Reading may fail at any time; the bytes before that are kept.</param>
/// <param name="Length">Its size in bytes; null if it is unknown.</param>
/// <param name="Checksum">The expected hash; null if none was sent.</param>
/// <param name="Break">Aborts the connection, which ends a pending read.</param>
public sealed record UploadBody(Stream Bytes, long? Length, BodyChecksum? Checksum, Action Break);
