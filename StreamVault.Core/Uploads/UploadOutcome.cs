using StreamVault.Core.Entities;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Uploads;

/// <summary>The outcome of an upload or import. Only an accepted file leaves anything on disk or in the database.</summary>
public abstract record UploadOutcome
{
    private UploadOutcome() { }

    /// <summary>The video is in the library and its job in the queue.</summary>
    /// <param name="Video">The new video.</param>
    public sealed record Accepted(Video Video) : UploadOutcome;

    /// <summary>
    /// The library already has a video with exactly the same bytes, and <see cref="UploadDetails.AllowDuplicate"/> is
    /// false: no second video was created.
    /// </summary>
    /// <param name="Existing">The oldest video with these bytes. It may have failed; then it can be retried.</param>
    public sealed record Duplicate(Video Existing) : UploadOutcome;

    /// <summary>The disk holds other bytes than were received. The file must be sent again.</summary>
    public sealed record Damaged : UploadOutcome;

    /// <summary>The file is not a video.</summary>
    /// <param name="Reason">A sentence for the user.</param>
    public sealed record NotVideo(string Reason) : UploadOutcome;

    /// <summary>The file is larger than <see cref="UploadOptions.MaxBytes"/>.</summary>
    /// <param name="Limit">The limit in bytes.</param>
    public sealed record TooLarge(long Limit) : UploadOutcome;

    /// <summary>The disk has too little free space for it.</summary>
    /// <param name="Shortage">The numbers; what is needed includes <see cref="UploadOptions.ReserveBytes"/>.</param>
    public sealed record NotEnoughSpace(SpaceShortage Shortage) : UploadOutcome;
}
