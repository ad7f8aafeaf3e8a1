using StreamVault.Core.Hls;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Subtitles;

/// <summary>The result of extracting a subtitle track.</summary>
/// <param name="Number">1 for the first track of the plan.</param>
/// <param name="Track">The track.</param>
/// <param name="Cues">Its cues.</param>
internal sealed record ExtractedSubtitles(int Number, SubtitleTrack Track, IReadOnlyList<WebVttCue> Cues)
{
    /// <summary>Why the track is left out, as the end of a sentence; null if it is included.</summary>
    public string? OmissionReason { get; init; }

    /// <summary>How many text blocks are lost because a blank line ended their cue.</summary>
    public int LostTexts { get; init; }

    /// <summary>The total size of its segments, in bytes.</summary>
    public long Bytes { get; init; }
}
