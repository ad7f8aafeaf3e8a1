using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Planning;

/// <summary>
/// How the colours of the result are to be understood. What every player shows rightly once it is told stays as it is: to
/// convert an ordinary picture costs a fifth of the whole encode, and every rounding a little of its truth. Pure.
/// </summary>
/// <param name="Tags">What the result says of itself (ITU-T H.273), by FFmpeg's names; its range is always that of video.</param>
/// <param name="From">The matrix that is converted from, by the name of the filter scale; null if there is none.</param>
/// <param name="Converts">Whether anything is converted at all.</param>
internal sealed record OutputColors(ColorTags Tags, string? From, bool Converts)
{
    private const string Hd = "bt709";
    private const string Sd = "smpte170m";
    private const string European = "bt470bg";

    /// <summary>The luminance of HDR reference white in cd/m² (ITU-R BT.2408, 2.1), which becomes SDR white.</summary>
    public const int ReferenceWhite = 203;

    /// <summary>What most screens show, and what everything is converted to that is converted at all.</summary>
    public static ColorTags Standard { get; } = new(Hd, Hd, Hd);

    public static OutputColors Of(VideoTrack picture, bool toneMap)
    {
        var from = Matrix(picture);
        var stays = !toneMap && picture is { PixelFormat: "yuv420p", HasFullRange: false } && from is Hd or Sd;
        return stays ? new(Kept(picture.Color, from!), from, false) : new(Standard, from, true);
    }

    // What the file does not say is said, so that no player has to guess.
    private static ColorTags Kept(ColorTags tags, string family)
    {
        var matrix = family == Hd ? Hd : Known(tags.Matrix) ?? Sd;
        return new ColorTags(
            matrix,
            Known(tags.Transfer) is Hd or Sd ? tags.Transfer : family,
            Known(tags.Primaries) ?? matrix
        );
    }

    private static string? Known(string? tag) => tag is Hd or Sd or European ? tag : null;

    // Untagged video follows the rule of television: HD is BT.709, smaller is BT.601. RGB has none.
    private static string? Matrix(VideoTrack picture) =>
        picture.PixelFormat.Contains("rgb")
        || picture.PixelFormat.Contains("bgr")
        || picture.PixelFormat.Contains("gbr")
        || picture.PixelFormat == "pal8"
            ? null
            : picture.Color.Matrix switch
            {
                Hd => Hd,
                Sd or European => Sd,
                "smpte240m" => "smpte240m",
                "fcc" => "fcc",
                "bt2020nc" or "bt2020c" => "bt2020",
                _ => picture.Height >= 720 ? Hd : Sd,
            };
}
