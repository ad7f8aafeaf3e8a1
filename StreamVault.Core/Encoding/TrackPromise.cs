namespace StreamVault.Core.Encoding;

/// <summary>What the packets of one track of a source promise.</summary>
/// <param name="Track">The number of the track in the file.</param>
/// <param name="Packets">How many packets hold something that is to be shown or heard.</param>
/// <param name="End">From the start of the file to the end of the last of them, in seconds; null if none has a time.</param>
/// <param name="Seconds">How long all of them last together; null if that can't be told.</param>
internal sealed record TrackPromise(int Track, long Packets, double? End, double? Seconds);
