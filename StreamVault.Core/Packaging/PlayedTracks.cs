namespace StreamVault.Core.Packaging;

/// <summary>A playlist of a finished result to play during the check.</summary>
/// <param name="Name">The prefix of the segment names: <c>1080p</c>.</param>
/// <param name="Whole">Whether all frames are decoded; otherwise only key frames, one per segment.</param>
/// <param name="Frames">The expected number of decoded frames; null if unknown.</param>
internal sealed record PlayedTracks(string Name, bool Whole, long? Frames);
