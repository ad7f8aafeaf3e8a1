using StreamVault.Core.Hls;

namespace StreamVault.Core.Encoding;

/// <summary>What came of a track of subtitles.</summary>
/// <param name="Number">1 for the first track of the plan.</param>
/// <param name="Track">What it is.</param>
/// <param name="Cues">Its texts.</param>
internal sealed record FinishedSubtitles(int Number, SubtitleTrack Track, IReadOnlyList<WebVttCue> Cues)
{
    /// <summary>Why the track is left out, as the end of a sentence; null if it comes along.</summary>
    public string? LeftOut { get; init; }

    /// <summary>How many pieces of text belong to no cue and are lost: a blank line ends a cue.</summary>
    public int LostTexts { get; init; }

    /// <summary>What its segments come to, in bytes.</summary>
    public long Bytes { get; init; }
}
