namespace StreamVault.Core.Packaging;

/// <summary>A playlist of a finished result that is played, to see whether that is possible.</summary>
/// <param name="Name">What the segments' names begin with: <c>1080p</c>.</param>
/// <param name="Whole">Whether everything is decoded; otherwise the key pictures alone, of which each segment has one.</param>
/// <param name="Frames">How many pictures must be decoded; null if nobody knows.</param>
internal sealed record PlayedTracks(string Name, bool Whole, long? Frames);
