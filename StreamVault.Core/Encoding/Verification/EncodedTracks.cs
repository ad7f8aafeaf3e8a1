using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Audio;
using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Encoding.Subtitles;

namespace StreamVault.Core.Encoding.Verification;

/// <summary>All encoded tracks before packaging.</summary>
/// <param name="Frames">The number of frames in each video chunk.</param>
/// <param name="Audio">The encoded audio tracks, starting with the one that accompanies the video.</param>
/// <param name="Subtitles">The result for each subtitle track.</param>
/// <param name="Damage">The parts of the video that could not be decoded; null if none.</param>
internal sealed record EncodedTracks(
    IReadOnlyList<long> Frames,
    IReadOnlyList<EncodedAudio> Audio,
    IReadOnlyList<ExtractedSubtitles> Subtitles,
    FrameDamage? Damage
)
{
    /// <summary>The expected content of the source.</summary>
    public required ExpectedContent Expected { get; init; }

    /// <summary>How many frames were decoded; null if the video was copied without re-encoding.</summary>
    public DecodedFrames? DecodedFrames { get; init; }

    /// <summary>Whether the variant streams contain audio.</summary>
    public bool HasAudio => Audio is [{ HasAudio: true }, ..];
}
