namespace StreamVault.Core.Encoding.Verification;

/// <summary>What the result must contain of one track of a source.</summary>
/// <param name="Track">The number of the track in the file.</param>
/// <param name="Packets">How many packets contain something to show or play.</param>
/// <param name="End">From the start of the file to the end of the last of them, in seconds; null if none has a time.</param>
/// <param name="Seconds">Their total duration; null if unknown.</param>
internal sealed record ExpectedTrack(int Track, long Packets, double? End, double? Seconds);
