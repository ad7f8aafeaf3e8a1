namespace StreamVault.Core.Encoding;

/// <summary>Everything that an encode made, before it is packaged.</summary>
/// <param name="Frames">How many frames each chunk of the picture holds.</param>
/// <param name="Sounds">What came of each sound track, that of the picture first.</param>
/// <param name="Subtitles">What came of each track of subtitles.</param>
/// <param name="Damage">What of the picture could not be decoded; null if all of it could.</param>
internal sealed record FinishedTracks(
    IReadOnlyList<long> Frames,
    IReadOnlyList<FinishedSound> Sounds,
    IReadOnlyList<FinishedSubtitles> Subtitles,
    PictureDamage? Damage
)
{
    /// <summary>What the source promises.</summary>
    public required SourcePromise Promise { get; init; }

    /// <summary>How many pictures were decoded; null where the picture was passed on as it is.</summary>
    public PictureCount? Pictures { get; init; }

    /// <summary>Whether the variants have sound in them.</summary>
    public bool HasSound => Sounds is [{ IsThere: true }, ..];
}
