namespace StreamVault.Core.Media;

/// <summary>A sound track that is encoded.</summary>
/// <param name="Index">Its number in the file.</param>
/// <param name="Codec">FFmpeg's name of its codec: <c>opus</c>.</param>
internal sealed record AudioTrack(int Index, string Codec)
{
    /// <summary>How many channels it has: 6 for 5.1.</summary>
    public int Channels { get; init; } = 2;

    /// <summary>From the start of the file to the first of the sound.</summary>
    public TimeSpan Begin { get; init; }

    /// <summary>From the start of the file to the end of the sound; null if nobody says.</summary>
    public TimeSpan? End { get; init; }

    /// <summary>The language as the file tags it, ISO 639-2 mostly: <c>eng</c>; null if it doesn't.</summary>
    public string? Language { get; init; }

    /// <summary>What the file calls it; null if it has no name.</summary>
    public string? Title { get; init; }
}
