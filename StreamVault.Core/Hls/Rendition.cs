namespace StreamVault.Core.Hls;

/// <summary>Sound or subtitles that a viewer can choose along with any variant (EXT-X-MEDIA; RFC 8216, 4.3.4.1).</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What a viewer reads in a menu; unique among its kind.</param>
/// <param name="Language">Its language (RFC 5646): <c>en</c>; null if unknown.</param>
/// <param name="Uri">Its media playlist, relative to the multivariant one; null for the sound inside the variants.</param>
public sealed record Rendition(RenditionKind Kind, string Name, string? Language, string? Uri)
{
    /// <summary>Whether a player plays it unless the viewer chooses another. Default false.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Whether a player may choose it by the viewer's language. Default false.</summary>
    public bool IsAutoselected { get; init; }

    /// <summary>Whether these subtitles are meant to be shown even to who wants none. Default false.</summary>
    public bool IsForced { get; init; }

    /// <summary>How many channels the sound has; null for subtitles.</summary>
    public int? Channels { get; init; }

    /// <summary>Bits a second on top of the variant's; 0 for the sound inside it.</summary>
    public long Bandwidth { get; init; }

    /// <summary>Average bits a second on top of the variant's.</summary>
    public long AverageBandwidth { get; init; }

    /// <summary>The tag, without a line feed.</summary>
    public override string ToString()
    {
        List<string> attributes =
        [
            Kind == RenditionKind.Audio ? "TYPE=AUDIO" : "TYPE=SUBTITLES",
            $"GROUP-ID=\"{GroupOf(Kind)}\"",
            $"NAME=\"{Name}\"",
        ];
        if (Language is not null)
        {
            attributes.Add($"LANGUAGE=\"{Language}\"");
        }

        attributes.Add($"DEFAULT={YesOrNo(IsDefault)}");
        attributes.Add($"AUTOSELECT={YesOrNo(IsAutoselected)}");
        if (IsForced)
        {
            attributes.Add("FORCED=YES");
        }

        if (Channels is { } channels)
        {
            attributes.Add(FormattableString.Invariant($"CHANNELS=\"{channels}\""));
        }

        if (Uri is not null)
        {
            attributes.Add($"URI=\"{Uri}\"");
        }

        return "#EXT-X-MEDIA:" + string.Join(',', attributes);
    }

    /// <summary>The group that all renditions of a kind make up; every variant names it.</summary>
    internal static string GroupOf(RenditionKind kind) => kind == RenditionKind.Audio ? "sound" : "subtitles";

    private static string YesOrNo(bool yes) => yes ? "YES" : "NO";
}

/// <summary>What a rendition is.</summary>
public enum RenditionKind
{
    /// <summary>Sound.</summary>
    Audio,

    /// <summary>Subtitles.</summary>
    Subtitles,
}
