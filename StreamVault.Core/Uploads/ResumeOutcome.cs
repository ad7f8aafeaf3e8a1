using StreamVault.Core.Entities;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Uploads;

/// <summary>The outcome of a request for a resumable upload.</summary>
public abstract record ResumeOutcome
{
    private ResumeOutcome() { }

    /// <summary>The upload waits for more bytes.</summary>
    /// <param name="Upload">The upload.</param>
    /// <param name="Offset">How many bytes are safe on disk.</param>
    public sealed record Waiting(ResumableUpload Upload, long Offset) : ResumeOutcome;

    /// <summary>The upload is complete and is now a video.</summary>
    /// <param name="Upload">The upload.</param>
    public sealed record Accepted(ResumableUpload Upload) : ResumeOutcome;

    /// <summary>
    /// The upload is complete, and the library already has a video with the same bytes. The file is kept until the
    /// sender decides (<see cref="ResumableUploads.AddAnywayAsync"/> or <see cref="ResumableUploads.RemoveAsync"/>) or
    /// the upload expires.
    /// </summary>
    /// <param name="Upload">The upload.</param>
    /// <param name="Existing">The video with the same bytes.</param>
    public sealed record Duplicate(ResumableUpload Upload, Video Existing) : ResumeOutcome;

    /// <summary>There is nothing to decide: the upload is not complete or not a duplicate.</summary>
    public sealed record NothingToDecide : ResumeOutcome;

    /// <summary>The upload is permanently refused, and its data was deleted.</summary>
    /// <param name="Why">The reason.</param>
    public sealed record Refused(UploadOutcome Why) : ResumeOutcome;

    /// <summary>The upload is complete, but could not become a video yet. The server retries.</summary>
    public sealed record Postponed : ResumeOutcome;

    /// <summary>The disk holds other bytes than were received. The upload continues after the last correct byte.</summary>
    /// <param name="Offset">How many bytes are safe on disk.</param>
    public sealed record Damaged(long Offset) : ResumeOutcome;

    /// <summary>The disk is full. The upload can continue when there is space.</summary>
    /// <param name="Shortage">The numbers.</param>
    public sealed record NotEnoughSpace(SpaceShortage Shortage) : ResumeOutcome;

    /// <summary>The bytes don't begin where the upload ends.</summary>
    /// <param name="Offset">How many bytes are safe on disk.</param>
    public sealed record WrongOffset(long Offset) : ResumeOutcome;

    /// <summary>There are more bytes than the upload has left. None of the extra bytes are kept.</summary>
    public sealed record TooMany : ResumeOutcome;

    /// <summary>The bytes don't match their checksum. None of them are kept.</summary>
    public sealed record ChecksumDiffers : ResumeOutcome;

    /// <summary>Another request is finishing this upload.</summary>
    public sealed record Busy : ResumeOutcome;

    /// <summary>The upload expired before it was complete.</summary>
    public sealed record Expired : ResumeOutcome;

    /// <summary>There is no such upload, or it belongs to another user.</summary>
    public sealed record NotFound : ResumeOutcome;
}
