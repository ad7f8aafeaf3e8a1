namespace StreamVault.Core.Marks;

/// <summary>The outcome of a change of a video's marks.</summary>
public abstract record MarkOutcome
{
    private MarkOutcome() { }

    /// <summary>The mark was saved.</summary>
    public sealed record Saved(VideoMark Mark) : MarkOutcome;

    /// <summary>There is no such video.</summary>
    public sealed record NoSuchVideo : MarkOutcome;

    /// <summary>The video has no such mark.</summary>
    public sealed record NoSuchMark : MarkOutcome;

    /// <summary>The duration of the video isn't known yet.</summary>
    public sealed record NotReady : MarkOutcome;

    /// <summary>The video has <see cref="VideoMark.MaxCount"/> marks of this kind.</summary>
    public sealed record TooMany : MarkOutcome;

    /// <summary>The time is negative, or not before the end of the video.</summary>
    public sealed record OutsideVideo(double DurationSeconds) : MarkOutcome;

    /// <summary>The text has no visible character.</summary>
    public sealed record NoText : MarkOutcome;

    /// <summary>The text has control characters. Only notes may have line breaks and tabs.</summary>
    public sealed record ControlCharacters : MarkOutcome;

    /// <summary>The text is too long.</summary>
    public sealed record TextTooLong(int MaxLength) : MarkOutcome;
}
