using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Audio;
using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Encoding.Subtitles;

namespace StreamVault.Core.Encoding.Verification;

/// <summary>Everything that an encode made, before it is packaged.</summary>
/// <param name="Frames">How many frames each chunk of the picture holds.</param>
/// <param name="Audio">What came of each sound track, that of the picture first.</param>
/// <param name="Subtitles">The result for each subtitle track.</param>
/// <param name="Damage">What of the picture could not be decoded; null if all of it could.</param>
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

    /// <summary>Whether the variants have sound in them.</summary>
    public bool HasAudio => Audio is [{ HasAudio: true }, ..];
}
