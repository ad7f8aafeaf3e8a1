using StreamVault.Core.Jobs;

namespace StreamVault.Core.Encoding;

/// <summary>What came of an attempt to encode a video.</summary>
internal abstract record EncodeOutcome
{
    private EncodeOutcome() { }

    /// <summary>Everything is made and checked, and waits to be published.</summary>
    internal sealed record Encoded(EncodedVideo Video) : EncodeOutcome;

    /// <summary>The attempt failed.</summary>
    internal sealed record Failed(JobFailure Failure) : EncodeOutcome;

    /// <summary>FFmpeg is missing: the work waits, and nobody has failed.</summary>
    internal sealed record Held : EncodeOutcome;
}

/// <summary>A finished encode.</summary>
/// <param name="Folder">Playlists, segments and poster, whole and on disk for good.</param>
/// <param name="Duration">Length of the picture.</param>
/// <param name="Qualities">The variants, best first.</param>
/// <param name="Summary">What the source was.</param>
/// <param name="Warning">What a person should know; null if nothing.</param>
internal sealed record EncodedVideo(
    string Folder,
    TimeSpan Duration,
    IReadOnlyList<string> Qualities,
    string Summary,
    string? Warning
);
