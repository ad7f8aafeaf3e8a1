namespace StreamVault.Core.Hls;

/// <summary>One encoded quality of a video, as the multivariant playlist offers it (RFC 8216, 4.3.4.2).</summary>
/// <param name="Uri">Its media playlist, relative to the multivariant one.</param>
/// <param name="Bandwidth">Peak bits per second, as <see cref="PeakRate"/> measures them.</param>
/// <param name="AverageBandwidth">Average bits per second.</param>
/// <param name="Width">The width in pixels.</param>
/// <param name="Height">The height in pixels.</param>
/// <param name="FrameRate">Frames per second.</param>
/// <param name="Codecs">Codecs of all tracks (RFC 6381): <c>avc1.640028,mp4a.40.2</c>.</param>
public sealed record VariantStream(
    string Uri,
    long Bandwidth,
    long AverageBandwidth,
    int Width,
    int Height,
    double FrameRate,
    string Codecs
);
