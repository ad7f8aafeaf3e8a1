using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Planning;

/// <summary>
/// The colors of the result. Colors that every player shows correctly if they are tagged are not converted: conversion
/// takes a fifth of the encoding time, and rounding loses precision. Pure.
/// </summary>
/// <param name="Tags">The color tags of the result (ITU-T H.273), by FFmpeg's names. Its range is always limited.</param>
/// <param name="From">The source matrix, by its name in the scale filter; null if there is none.</param>
/// <param name="Converts">Whether colors are converted.</param>
internal sealed record OutputColors(ColorTags Tags, string? From, bool Converts)
{
    private const string Hd = "bt709";
    private const string Sd = "smpte170m";
    private const string European = "bt470bg";

    /// <summary>The luminance of HDR reference white in cd/m² (ITU-R BT.2408, 2.1), which becomes SDR white.</summary>
    public const int ReferenceWhite = 203;

    /// <summary>The colors of most screens, and the target of every conversion.</summary>
    public static ColorTags Standard { get; } = new(Hd, Hd, Hd);

    public static OutputColors Of(VideoTrack video, bool toneMap)
    {
        var from = Matrix(video);
        var stays = !toneMap && video is { PixelFormat: "yuv420p", HasFullRange: false } && from is Hd or Sd;
        return stays ? new(Tagged(video.Color, from!), from, false) : new(Standard, from, true);
    }

    // Missing tags are added, so that no player has to guess.
    private static ColorTags Tagged(ColorTags tags, string family)
    {
        var matrix = family == Hd ? Hd : Known(tags.Matrix) ?? Sd;
        return new ColorTags(
            matrix,
            Known(tags.Transfer) is Hd or Sd ? tags.Transfer : family,
            Known(tags.Primaries) ?? matrix
        );
    }

    private static string? Known(string? tag) => tag is Hd or Sd or European ? tag : null;

    // Untagged video follows the TV rule: HD is BT.709, smaller is BT.601. RGB has no matrix.
    private static string? Matrix(VideoTrack video) =>
        video.PixelFormat.Contains("rgb")
        || video.PixelFormat.Contains("bgr")
        || video.PixelFormat.Contains("gbr")
        || video.PixelFormat == "pal8"
            ? null
            : video.Color.Matrix switch
            {
                Hd => Hd,
                Sd or European => Sd,
                "smpte240m" => "smpte240m",
                "fcc" => "fcc",
                "bt2020nc" or "bt2020c" => "bt2020",
                _ => video.Height >= 720 ? Hd : Sd,
            };
}
