using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;

namespace StreamVault.Core.Encoding.Planning;

/// <summary>What came of an attempt to encode a video.</summary>
internal abstract record EncodeOutcome
{
    private EncodeOutcome() { }

    /// <summary>Everything is made and checked, and waits to be published.</summary>
    internal sealed record Encoded(EncodedVideo Video) : EncodeOutcome;

    /// <summary>The attempt failed.</summary>
    internal sealed record Failed(JobFailure Failure) : EncodeOutcome;

    /// <summary>The work goes back into the queue and nobody has failed: FFmpeg is missing, or the turn of another job has come.</summary>
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
)
{
    /// <summary>The version of the encoding; raise it when the output for the same source gets better.</summary>
    public const int Version = Video.TrueHdrBrightness;

    /// <summary>Why the original is kept although nothing is missing; null if there is no such reason.</summary>
    public string? OriginalNote { get; init; }
}
