namespace StreamVault.Core.Subtitles;

/// <summary>The outcome of a change of a video's uploaded subtitles.</summary>
public abstract record SubtitleOutcome
{
    private SubtitleOutcome() { }

    /// <summary>The subtitles can be played and searched.</summary>
    public sealed record Saved(UploadedSubtitle Subtitle) : SubtitleOutcome;

    /// <summary>The subtitles were deleted.</summary>
    /// <param name="Subtitle">The subtitles.</param>
    /// <param name="File">The content of their file, for <see cref="UploadedSubtitles.RestoreAsync"/>.</param>
    public sealed record Deleted(UploadedSubtitle Subtitle, byte[] File) : SubtitleOutcome;

    /// <summary>There is no such video.</summary>
    public sealed record NoSuchVideo : SubtitleOutcome;

    /// <summary>The video has no such subtitles.</summary>
    public sealed record NoSuchSubtitle : SubtitleOutcome;

    /// <summary>The video is not ready yet.</summary>
    public sealed record NotReady : SubtitleOutcome;

    /// <summary>Files of the video are missing or damaged.</summary>
    public sealed record Damaged : SubtitleOutcome;

    /// <summary>The video has <see cref="UploadedSubtitles.MaxCount"/> uploaded subtitles.</summary>
    public sealed record TooMany : SubtitleOutcome;

    /// <summary>The file can't be used.</summary>
    /// <param name="Reason">Why, as a sentence.</param>
    public sealed record InvalidFile(string Reason) : SubtitleOutcome;

    /// <summary>The language is not a language tag.</summary>
    public sealed record InvalidLanguage : SubtitleOutcome;

    /// <summary>The label can't be used.</summary>
    /// <param name="Reason">Why, as a sentence.</param>
    public sealed record InvalidLabel(string Reason) : SubtitleOutcome;

    /// <summary>The shift can't be used.</summary>
    /// <param name="Reason">Why, as a sentence.</param>
    public sealed record InvalidShift(string Reason) : SubtitleOutcome;
}
