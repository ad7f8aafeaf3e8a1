namespace StreamVault.Core.Encoding;

/// <summary>What is in a source file, as far as encoding it needs to know.</summary>
/// <param name="Duration">Length of the picture track; null if neither the container nor a look through it tells.</param>
/// <param name="Summary">The source in a few words for a person: <c>1920×1080 · 29.97 fps · HEVC · AAC</c>.</param>
public sealed record SourceMedia(TimeSpan? Duration, string Summary);
