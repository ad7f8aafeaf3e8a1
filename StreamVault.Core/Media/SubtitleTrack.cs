namespace StreamVault.Core.Media;

/// <summary>A track of subtitles that are text, and so can be turned into WebVTT.</summary>
/// <param name="Index">Its number in the file.</param>
internal sealed record SubtitleTrack(int Index)
{
    /// <summary>The language as the file tags it, ISO 639-2 mostly: <c>eng</c>; null if it doesn't.</summary>
    public string? Language { get; init; }

    /// <summary>What the file calls it; null if it has no name.</summary>
    public string? Title { get; init; }

    /// <summary>Whether it only translates what the viewer can't understand otherwise, and so is always shown.</summary>
    public bool Forced { get; init; }
}
