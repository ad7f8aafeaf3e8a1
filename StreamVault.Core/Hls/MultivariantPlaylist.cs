using System.Globalization;
using System.Text;

namespace StreamVault.Core.Hls;

/// <summary>The playlist from which a player chooses among variant streams (RFC 8216, 4.3.4).</summary>
/// <param name="Variants">The variants, best first. A player without bandwidth estimate starts with the first.</param>
public sealed record MultivariantPlaylist(IReadOnlyList<VariantStream> Variants)
{
    /// <summary>The audio and subtitle renditions of every variant. Default none.</summary>
    public IReadOnlyList<Rendition> Renditions { get; init; } = [];

    /// <summary>The playlist as text, ending in a line feed.</summary>
    public override string ToString()
    {
        // Renditions require version 4 (RFC 8216, 7).
        var text = new StringBuilder($"#EXTM3U\n#EXT-X-VERSION:{(Renditions.Count > 0 ? '4' : '3')}\n");
        text.Append("#EXT-X-INDEPENDENT-SEGMENTS\n");
        foreach (var rendition in Renditions)
        {
            text.Append(rendition).Append('\n');
        }

        foreach (var variant in Variants)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"#EXT-X-STREAM-INF:BANDWIDTH={variant.Bandwidth + RenditionBandwidth(r => r.Bandwidth)},"
            );
            text.Append(
                CultureInfo.InvariantCulture,
                $"AVERAGE-BANDWIDTH={variant.AverageBandwidth + RenditionBandwidth(r => r.AverageBandwidth)},"
            );
            text.Append(
                CultureInfo.InvariantCulture,
                $"RESOLUTION={variant.Width}x{variant.Height},FRAME-RATE={variant.FrameRate:0.000},CODECS=\"{variant.Codecs}\""
            );
            text.Append(Group("AUDIO", RenditionKind.Audio)).Append(Group("SUBTITLES", RenditionKind.Subtitles));
            text.Append('\n').Append(variant.Uri).Append('\n');
        }

        return text.ToString();
    }

    // The most that a player fetches: the variant and the largest rendition of each kind (RFC 8216, 4.3.4.2).
    private long RenditionBandwidth(Func<Rendition, long> bandwidth) =>
        Renditions.GroupBy(rendition => rendition.Kind).Sum(kind => kind.Max(bandwidth));

    private string Group(string attribute, RenditionKind kind) =>
        Renditions.Any(rendition => rendition.Kind == kind) ? $",{attribute}=\"{Rendition.GroupOf(kind)}\"" : "";
}
