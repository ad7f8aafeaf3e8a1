namespace StreamVault.Core.Media;

/// <summary>A packet of a source, as FFprobe reads it.</summary>
/// <param name="Track">The number of its track.</param>
/// <param name="At">Its presentation timestamp in seconds, or else its decoding timestamp; null if it has neither.</param>
/// <param name="DecodedAt">Its decoding timestamp in seconds, or else its presentation timestamp; null if it has neither.</param>
/// <param name="Duration">Its duration in seconds; null if unknown.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="IsDropped">Whether the file marks it as not shown, for example because it is outside an edit list.</param>
internal readonly record struct SourcePacket(
    int Track,
    double? At,
    double? DecodedAt,
    double? Duration,
    int Bytes,
    bool IsDropped
);
