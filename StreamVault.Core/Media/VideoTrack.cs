using System.Text.Json.Serialization;

namespace StreamVault.Core.Media;

/// <summary>The video track to encode.</summary>
/// <param name="Index">Its index in the file.</param>
/// <param name="Codec">FFmpeg's name for its codec: <c>hevc</c>.</param>
/// <param name="Width">The width in stored pixels, before rotation.</param>
/// <param name="Height">The height in stored pixels, before rotation.</param>
internal sealed record VideoTrack(int Index, string Codec, int Width, int Height)
{
    /// <summary>The width of a stored pixel divided by its height; 1 for square pixels.</summary>
    public double PixelAspect { get; init; } = 1;

    /// <summary>Whether it is shown rotated by 90° or 270°.</summary>
    [JsonPropertyName("Turned")]
    public bool IsRotated { get; init; }

    /// <summary>Whether it is shown rotated by any angle, or mirrored.</summary>
    public bool HasMatrix { get; init; }

    /// <summary>FFmpeg's guess of the lowest rate whose grid contains all timestamps; meaningless for variable rates.</summary>
    public FrameRate? GridRate { get; init; }

    /// <summary>The average frame rate according to the container.</summary>
    public FrameRate? AverageRate { get; init; }

    /// <summary>Whether each frame consists of two fields recorded one after the other.</summary>
    public bool Interlaced { get; init; }

    /// <summary>The pixel format: <c>yuv420p10le</c>.</summary>
    public string PixelFormat { get; init; } = "";

    /// <summary>Whether black is 0 and white 255, as in computer graphics, instead of 16 and 235.</summary>
    public bool HasFullRange { get; init; }

    /// <summary>The color tags by FFmpeg's names; null where the file has none.</summary>
    public ColorTags Color { get; init; } = new(null, null, null);

    /// <summary>
    /// Whether its colors require Dolby Vision metadata (profile 5). Without it, they look green and purple.
    /// </summary>
    public bool NeedsDolbyVision { get; init; }

    /// <summary>The end of the video, from the start of the file; null if unknown.</summary>
    public TimeSpan? End { get; init; }

    /// <summary>The displayed width and height in square pixels; at least 1, even with a wrong aspect tag.</summary>
    [JsonIgnore]
    public (double Width, double Height) DisplaySize =>
        IsRotated ? (Height, Math.Max(1, Width * PixelAspect)) : (Math.Max(1, Width * PixelAspect), Height);
}

/// <summary>The color space of a video (ITU-T H.273).</summary>
/// <param name="Matrix">The matrix from luma and chroma to RGB: <c>bt709</c>.</param>
/// <param name="Transfer">The transfer function: <c>smpte2084</c> is HDR10's PQ, <c>arib-std-b67</c> is HLG.</param>
/// <param name="Primaries">The primaries: <c>bt2020</c>.</param>
internal sealed record ColorTags(string? Matrix, string? Transfer, string? Primaries)
{
    /// <summary>Whether it is HDR and must be tone-mapped.</summary>
    public bool IsHdr => Transfer is "smpte2084" or "arib-std-b67";
}
