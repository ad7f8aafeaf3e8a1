namespace StreamVault.Core.Encoding;

/// <summary>A packet of a source, as FFprobe reads it.</summary>
/// <param name="Track">The number of its track.</param>
/// <param name="At">Its time stamp in seconds: of its presentation, else of its decoding; null if it has none.</param>
/// <param name="DecodedAt">When it is decoded, in seconds: else when it is presented; null if it has neither.</param>
/// <param name="Duration">How long it lasts in seconds; null if nobody says.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="IsDropped">Whether the file itself says that it is not shown, as outside of an edit list.</param>
internal readonly record struct SourcePacket(
    int Track,
    double? At,
    double? DecodedAt,
    double? Duration,
    int Bytes,
    bool IsDropped
);
