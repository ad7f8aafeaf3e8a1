using System.Text.Json.Serialization;

namespace StreamVault.Core.Media;

/// <summary>The picture track that is encoded.</summary>
/// <param name="Index">Its number in the file.</param>
/// <param name="Codec">FFmpeg's name of its codec: <c>hevc</c>.</param>
/// <param name="Width">Width in stored pixels, before rotation.</param>
/// <param name="Height">Height in stored pixels, before rotation.</param>
internal sealed record VideoTrack(int Index, string Codec, int Width, int Height)
{
    /// <summary>Width of a stored pixel divided by its height; 1 for square pixels.</summary>
    public double PixelAspect { get; init; } = 1;

    /// <summary>Whether a quarter turn stands between how it is stored and how it is shown.</summary>
    [JsonPropertyName("Turned")]
    public bool IsRotated { get; init; }

    /// <summary>Whether it is shown turned or mirrored, by whatever angle.</summary>
    public bool HasMatrix { get; init; }

    /// <summary>The lowest rate on whose grid all time stamps lie, as FFmpeg guesses it; wild for variable rates.</summary>
    public FrameRate? GridRate { get; init; }

    /// <summary>Frames divided by time, as the container says.</summary>
    public FrameRate? AverageRate { get; init; }

    /// <summary>Whether frames are two fields, taken one after the other.</summary>
    public bool Interlaced { get; init; }

    /// <summary>How the numbers of a pixel are stored: <c>yuv420p10le</c>.</summary>
    public string PixelFormat { get; init; } = "";

    /// <summary>Whether black is 0 and white 255, as in pictures of computers, instead of 16 and 235.</summary>
    public bool HasFullRange { get; init; }

    /// <summary>Colour tags as FFmpeg names them; null where the file has none.</summary>
    public ColorTags Color { get; init; } = new(null, null, null);

    /// <summary>
    /// Whether its colors require Dolby Vision metadata (profile 5). Without it, they look green and purple.
    /// </summary>
    public bool NeedsDolbyVision { get; init; }

    /// <summary>From the start of the file to the end of the picture; null if nobody says.</summary>
    public TimeSpan? End { get; init; }

    /// <summary>Width and height as shown, in square pixels; even a wrong aspect tag gives at least 1.</summary>
    [JsonIgnore]
    public (double Width, double Height) DisplaySize =>
        IsRotated ? (Height, Math.Max(1, Width * PixelAspect)) : (Math.Max(1, Width * PixelAspect), Height);
}

/// <summary>What the numbers of a pixel mean (ITU-T H.273).</summary>
/// <param name="Matrix">How brightness and colour difference make red, green and blue: <c>bt709</c>.</param>
/// <param name="Transfer">How numbers become light: <c>smpte2084</c> is HDR10's PQ, <c>arib-std-b67</c> is HLG.</param>
/// <param name="Primaries">Which red, green and blue: <c>bt2020</c>.</param>
internal sealed record ColorTags(string? Matrix, string? Transfer, string? Primaries)
{
    /// <summary>Whether white is brighter than an ordinary screen's, so that the picture must be tone mapped.</summary>
    public bool IsHdr => Transfer is "smpte2084" or "arib-std-b67";
}
