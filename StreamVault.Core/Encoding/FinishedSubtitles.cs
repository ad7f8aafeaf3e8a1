using StreamVault.Core.Hls;

namespace StreamVault.Core.Encoding;

/// <summary>What came of a track of subtitles.</summary>
/// <param name="Track">What it is.</param>
/// <param name="Cues">Its texts; at least one.</param>
internal sealed record FinishedSubtitles(SubtitleTrack Track, IReadOnlyList<WebVttCue> Cues);
