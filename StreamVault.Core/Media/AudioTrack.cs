namespace StreamVault.Core.Media;

/// <summary>An audio track to encode.</summary>
/// <param name="Index">Its index in the file.</param>
/// <param name="Codec">FFmpeg's name for its codec: <c>opus</c>.</param>
internal sealed record AudioTrack(int Index, string Codec)
{
    /// <summary>The number of channels: 6 for 5.1.</summary>
    public int Channels { get; init; } = 2;

    /// <summary>The start of the audio, from the start of the file.</summary>
    public TimeSpan Begin { get; init; }

    /// <summary>The end of the audio, from the start of the file; null if unknown.</summary>
    public TimeSpan? End { get; init; }

    /// <summary>The file's language tag, mostly ISO 639-2: <c>eng</c>; null if there is none.</summary>
    public string? Language { get; init; }

    /// <summary>Its title in the file; null if it has none.</summary>
    public string? Title { get; init; }
}
