using StreamVault.Core.Entities;

namespace StreamVault.Core.Uploads;

/// <summary>What became of a file that was sent. Unless it was accepted, nothing of it is left on disk or in the database.</summary>
public abstract record UploadOutcome
{
    private UploadOutcome() { }

    /// <summary>The video is in the library and its job in the queue.</summary>
    /// <param name="Video">The new video.</param>
    public sealed record Accepted(Video Video) : UploadOutcome;

    /// <summary>
    /// The library holds the same content already, byte for byte, and nobody said <see cref="UploadDetails.AllowDuplicate"/>:
    /// no second video was made.
    /// </summary>
    /// <param name="Existing">The oldest video of that content. It may have failed; then it is still there to be tried again.</param>
    public sealed record Duplicate(Video Existing) : UploadOutcome;

    /// <summary>What lies on disk is not what came in: the file is to be sent again, and the disk to be looked at.</summary>
    public sealed record Damaged : UploadOutcome;

    /// <summary>The file holds no video.</summary>
    /// <param name="Reason">A sentence for a person.</param>
    public sealed record NotVideo(string Reason) : UploadOutcome;

    /// <summary>The file is larger than <see cref="UploadOptions.MaxBytes"/>.</summary>
    /// <param name="Limit">The limit in bytes.</param>
    public sealed record TooLarge(long Limit) : UploadOutcome;

    /// <summary>The disk has no room for it.</summary>
    /// <param name="Needed">Bytes it would take, the reserve included.</param>
    /// <param name="Free">Bytes there are.</param>
    /// <param name="Promised">How many of the needed ones are promised to other uploads and encodes under way, and needed by videos that wait to be prepared.</param>
    public sealed record NoRoom(long Needed, long Free, long Promised = 0) : UploadOutcome;
}
