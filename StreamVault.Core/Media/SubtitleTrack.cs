namespace StreamVault.Core.Media;

/// <summary>A text subtitle track, which can be converted to WebVTT.</summary>
/// <param name="Index">Its index in the file.</param>
internal sealed record SubtitleTrack(int Index)
{
    /// <summary>The file's language tag, mostly ISO 639-2: <c>eng</c>; null if there is none.</summary>
    public string? Language { get; init; }

    /// <summary>Its title in the file; null if it has none.</summary>
    public string? Title { get; init; }

    /// <summary>Whether it only translates foreign passages and is therefore always shown.</summary>
    public bool Forced { get; init; }
}
