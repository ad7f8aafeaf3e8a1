using StreamVault.Core.Recording;

namespace StreamVault.Core.Media;

/// <summary>What is in a source file, as far as encoding it needs to know.</summary>
/// <param name="Duration">Length of the picture track; null if neither the container nor a look through it tells.</param>
/// <param name="Summary">The source in a few words for a person: <c>1920×1080 · 29.97 fps · HEVC · AAC</c>.</param>
public sealed record SourceMedia(TimeSpan? Duration, string Summary)
{
    /// <summary>What it says about its recording.</summary>
    public FileFacts Facts { get; init; } = new(null, null, null, null, [], []);

    /// <summary>The picture that is encoded.</summary>
    internal VideoTrack Video { get; init; } = new(0, "unknown", 0, 0);

    /// <summary>All sound that can be decoded, the preferred track first; empty for a silent video.</summary>
    internal IReadOnlyList<AudioTrack> AudioTracks { get; init; } = [];

    /// <summary>The sound that goes with it unless a viewer chooses another; null for a silent video.</summary>
    internal AudioTrack? Audio => AudioTracks is [var preferred, ..] ? preferred : null;

    /// <summary>Subtitles that are text, in the file's order.</summary>
    internal IReadOnlyList<SubtitleTrack> Subtitles { get; init; } = [];

    /// <summary>The demuxer's names: <c>mov,mp4,m4a,3gp,3g2,mj2</c>.</summary>
    internal string Container { get; init; } = "";

    /// <summary>The first time stamp of the file, which counts as its start.</summary>
    internal TimeSpan Start { get; init; }

    /// <summary>Where it holds something, if every packet was looked at; more than one for a source with long pauses.</summary>
    internal IReadOnlyList<TimestampSpan> Spans { get; init; } = [];

    /// <summary>
    /// Whether the tracks' lengths come from an index of the tracks themselves. Elsewhere they are guesses from the file's
    /// header or its last time stamps, and only a look at every packet tells.
    /// </summary>
    internal bool LengthsAreIndexed { get; init; }

    /// <summary>Whether FFmpeg finds any moment of it exactly; elsewhere a cut may be off by some frames.</summary>
    internal bool SeeksExactly { get; init; }

    /// <summary>What a person should know although it plays; null if nothing.</summary>
    internal string? Warning { get; init; }
}
