using StreamVault.Core.Recording;

namespace StreamVault.Core.Media;

/// <summary>The contents of a source file that matter for encoding.</summary>
/// <param name="Duration">The length of the video track; null if unknown.</param>
/// <param name="Summary">The source in a few words: <c>1920×1080 · 29.97 fps · HEVC · AAC</c>.</param>
public sealed record SourceMedia(TimeSpan? Duration, string Summary)
{
    /// <summary>The facts about its recording.</summary>
    public FileFacts Facts { get; init; } = new(null, null, null, null, [], []);

    /// <summary>The video track to encode.</summary>
    internal VideoTrack Video { get; init; } = new(0, "unknown", 0, 0);

    /// <summary>The audio tracks that can be decoded, the default one first; empty for a silent video.</summary>
    internal IReadOnlyList<AudioTrack> AudioTracks { get; init; } = [];

    /// <summary>The default audio track; null for a silent video.</summary>
    internal AudioTrack? Audio => AudioTracks is [var preferred, ..] ? preferred : null;

    /// <summary>The text subtitle tracks, in the file's order.</summary>
    internal IReadOnlyList<SubtitleTrack> Subtitles { get; init; } = [];

    /// <summary>FFmpeg's names for the container: <c>mov,mp4,m4a,3gp,3g2,mj2</c>.</summary>
    internal string Container { get; init; } = "";

    /// <summary>The first timestamp of the file, which counts as its start.</summary>
    internal TimeSpan Start { get; init; }

    /// <summary>The time spans with packets, if every packet was read; more than one for a source with long pauses.</summary>
    internal IReadOnlyList<TimestampSpan> Spans { get; init; } = [];

    /// <summary>
    /// Whether the tracks' lengths come from an index of the tracks. Otherwise they are guesses from the file's header or its
    /// last timestamps, and only reading every packet shows the real lengths.
    /// </summary>
    internal bool LengthsAreIndexed { get; init; }

    /// <summary>Whether FFmpeg can seek exactly; otherwise it may be off by some frames.</summary>
    internal bool SeeksExactly { get; init; }

    /// <summary>The warning to show; null if there is none.</summary>
    internal string? Warning { get; init; }
}
