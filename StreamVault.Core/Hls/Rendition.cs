namespace StreamVault.Core.Hls;

/// <summary>Audio or subtitles that a viewer can choose with any variant (EXT-X-MEDIA; RFC 8216, 4.3.4.1).</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">The name in a player's menu; unique among its kind.</param>
/// <param name="Language">Its language (RFC 5646): <c>en</c>; null if unknown.</param>
/// <param name="Uri">Its media playlist, relative to the multivariant one; null for the audio inside the variants.</param>
public sealed record Rendition(RenditionKind Kind, string Name, string? Language, string? Uri)
{
    /// <summary>Whether a player plays it unless the viewer chooses another. Default false.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Whether a player may choose it by the viewer's language. Default false.</summary>
    public bool IsAutoselected { get; init; }

    /// <summary>Whether these subtitles are shown even if subtitles are off. Default false.</summary>
    public bool IsForced { get; init; }

    /// <summary>The number of audio channels; null for subtitles.</summary>
    public int? Channels { get; init; }

    /// <summary>The peak bits per second on top of the variant's; 0 for the audio inside it.</summary>
    public long Bandwidth { get; init; }

    /// <summary>The average bits per second on top of the variant's.</summary>
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

    /// <summary>The group of all renditions of a kind, which every variant references.</summary>
    internal static string GroupOf(RenditionKind kind) => kind == RenditionKind.Audio ? "sound" : "subtitles";

    private static string YesOrNo(bool yes) => yes ? "YES" : "NO";
}

/// <summary>The kind of a rendition.</summary>
public enum RenditionKind
{
    /// <summary>Audio.</summary>
    Audio,

    /// <summary>Subtitles.</summary>
    Subtitles,
}
