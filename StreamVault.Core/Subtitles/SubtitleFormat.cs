namespace StreamVault.Core.Subtitles;

/// <summary>The format of a subtitle file.</summary>
public enum SubtitleFormat
{
    /// <summary>SubRip, <c>.srt</c>.</summary>
    Srt,

    /// <summary>WebVTT, <c>.vtt</c>.</summary>
    Vtt,

    /// <summary>Advanced SubStation Alpha and its predecessor SSA, <c>.ass</c>.</summary>
    Ass,
}
