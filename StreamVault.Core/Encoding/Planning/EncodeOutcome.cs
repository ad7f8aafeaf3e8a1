using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;

namespace StreamVault.Core.Encoding.Planning;

/// <summary>The outcome of an attempt to encode a video.</summary>
internal abstract record EncodeOutcome
{
    private EncodeOutcome() { }

    /// <summary>Everything is encoded and checked, and ready to publish.</summary>
    internal sealed record Encoded(EncodedVideo Video) : EncodeOutcome;

    /// <summary>The attempt failed.</summary>
    internal sealed record Failed(JobFailure Failure) : EncodeOutcome;

    /// <summary>The job goes back to the queue without using up an attempt: FFmpeg is missing, or another job has priority.</summary>
    internal sealed record Held : EncodeOutcome;
}

/// <summary>A finished encode.</summary>
/// <param name="Folder">The folder with playlists, segments and poster, complete and flushed.</param>
/// <param name="Duration">The length of the video.</param>
/// <param name="Qualities">The variants, best first.</param>
/// <param name="Summary">The source in a few words.</param>
/// <param name="Warning">The warning to show; null if there is none.</param>
internal sealed record EncodedVideo(
    string Folder,
    TimeSpan Duration,
    IReadOnlyList<string> Qualities,
    string Summary,
    string? Warning
)
{
    /// <summary>The version of the encoding. Raise it when the output for the same source improves.</summary>
    public const int Version = Video.TrueHdrBrightness;

    /// <summary>Why the original is kept although nothing is missing; null if there is no such reason.</summary>
    public string? OriginalNote { get; init; }
}
