namespace StreamVault.Core.Uploads;

/// <summary>Bytes that a request brings.</summary>
/// <param name="Bytes">The bytes; reading them may fail at any moment, and what came before still counts.</param>
/// <param name="Length">How many there are, if that is known.</param>
/// <param name="Checksum">What they must hash to; null if nothing is known of it.</param>
/// <param name="Break">Ends the reading at once, whoever is in the middle of it: no more bytes will come.</param>
public sealed record UploadBody(Stream Bytes, long? Length, BodyChecksum? Checksum, Action Break);
