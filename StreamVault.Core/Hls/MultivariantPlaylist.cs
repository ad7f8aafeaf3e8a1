using System.Globalization;
using System.Text;

namespace StreamVault.Core.Hls;

/// <summary>The playlist from which a player chooses among variant streams (RFC 8216, 4.3.4).</summary>
/// <param name="Variants">Best first: a player that does not measure starts with the first.</param>
public sealed record MultivariantPlaylist(IReadOnlyList<VariantStream> Variants)
{
    /// <summary>The playlist as text, ending in a line feed.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        foreach (var variant in Variants)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"#EXT-X-STREAM-INF:BANDWIDTH={variant.Bandwidth},AVERAGE-BANDWIDTH={variant.AverageBandwidth},"
            );
            text.Append(
                CultureInfo.InvariantCulture,
                $"RESOLUTION={variant.Width}x{variant.Height},FRAME-RATE={variant.FrameRate:0.000},CODECS=\"{variant.Codecs}\"\n"
            );
            text.Append(variant.Uri).Append('\n');
        }

        return text.ToString();
    }
}
