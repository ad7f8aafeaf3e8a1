using StreamVault.Core.Entities;

namespace StreamVault.Core.Uploads;

/// <summary>What became of a request that concerns a resumable upload.</summary>
public abstract record ResumeOutcome
{
    private ResumeOutcome() { }

    /// <summary>The upload can go on.</summary>
    /// <param name="Upload">The upload.</param>
    /// <param name="Offset">How many bytes are safe on disk.</param>
    public sealed record Waiting(ResumableUpload Upload, long Offset) : ResumeOutcome;

    /// <summary>All bytes are there, and they are a video now.</summary>
    /// <param name="Upload">The upload.</param>
    public sealed record Accepted(ResumableUpload Upload) : ResumeOutcome;

    /// <summary>
    /// All bytes are there, and the library holds the same content already. They stay until the sender decides
    /// (<see cref="ResumableUploads.AddAnywayAsync"/> or <see cref="ResumableUploads.RemoveAsync"/>), or the upload expires.
    /// </summary>
    /// <param name="Upload">The upload.</param>
    /// <param name="Existing">The video of the same content.</param>
    public sealed record Duplicate(ResumableUpload Upload, Video Existing) : ResumeOutcome;

    /// <summary>There is nothing to decide: the upload is not complete, or has no twin.</summary>
    public sealed record NothingToDecide : ResumeOutcome;

    /// <summary>All bytes are there, and the file is refused for good: nothing of the upload is left.</summary>
    /// <param name="Why">Why.</param>
    public sealed record Refused(UploadOutcome Why) : ResumeOutcome;

    /// <summary>All bytes are there, but making a video of them failed for a reason that passes: it is tried again.</summary>
    public sealed record Postponed : ResumeOutcome;

    /// <summary>What lies on disk is not what came in: the upload was taken back to the last byte that is right.</summary>
    /// <param name="Offset">How many bytes are safe on disk.</param>
    public sealed record Damaged(long Offset) : ResumeOutcome;

    /// <summary>The disk is full. What is safe stays, and the upload can go on when there is room.</summary>
    /// <param name="Why">The numbers.</param>
    public sealed record NoRoom(UploadOutcome.NoRoom Why) : ResumeOutcome;

    /// <summary>The bytes begin elsewhere than the upload ends.</summary>
    /// <param name="Offset">How many bytes are safe on disk.</param>
    public sealed record WrongOffset(long Offset) : ResumeOutcome;

    /// <summary>There are more bytes than the upload's length leaves room for; none beyond it was taken.</summary>
    public sealed record TooMany : ResumeOutcome;

    /// <summary>The bytes are not those that their checksum was made of; none of them was taken.</summary>
    public sealed record ChecksumDiffers : ResumeOutcome;

    /// <summary>Another request is making a video of the upload, and takes its time.</summary>
    public sealed record Busy : ResumeOutcome;

    /// <summary>The upload waited too long for more bytes.</summary>
    public sealed record Expired : ResumeOutcome;

    /// <summary>There is no such upload, or it is somebody else's.</summary>
    public sealed record NotFound : ResumeOutcome;
}
