using StreamVault.Core.Library;

namespace StreamVault.Core.Uploads;

/// <summary>What became of a file that was sent. Unless it was accepted, nothing of it is left on disk or in the database.</summary>
public abstract record UploadOutcome
{
    private UploadOutcome() { }

    /// <summary>The video is in the library and its job in the queue.</summary>
    /// <param name="Video">The new video.</param>
    public sealed record Accepted(Video Video) : UploadOutcome;

    /// <summary>The file holds no video.</summary>
    /// <param name="Reason">A sentence for a person.</param>
    public sealed record NotVideo(string Reason) : UploadOutcome;

    /// <summary>The file is larger than <see cref="UploadOptions.MaxBytes"/>.</summary>
    /// <param name="Limit">The limit in bytes.</param>
    public sealed record TooLarge(long Limit) : UploadOutcome;

    /// <summary>The disk has no room for it.</summary>
    /// <param name="Needed">Bytes it would take, the reserve included.</param>
    /// <param name="Free">Bytes there are.</param>
    /// <param name="Promised">How many of the needed ones are for other uploads under way.</param>
    public sealed record NoRoom(long Needed, long Free, long Promised = 0) : UploadOutcome;
}
