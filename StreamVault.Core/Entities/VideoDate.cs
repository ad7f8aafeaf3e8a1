using StreamVault.Core.Recording;

namespace StreamVault.Core.Entities;

/// <summary>Everything that is known about when a video was filmed.</summary>
/// <param name="Recorded"><see cref="Video.Recorded"/>.</param>
/// <param name="ApproximateDate"><see cref="Video.ApproximateDate"/>.</param>
/// <param name="FileDate"><see cref="Video.FileDate"/>.</param>
public sealed record VideoDate(RecordingDate? Recorded, EdtfDate? ApproximateDate, FileDate? FileDate)
{
    /// <summary>The dates of a video.</summary>
    public static VideoDate Of(Video video) => new(video.Recorded, video.ApproximateDate, video.FileDate);

    /// <summary>Writes them to a video.</summary>
    public void ApplyTo(Video video) =>
        (video.Recorded, video.ApproximateDate, video.FileDate) = (Recorded, ApproximateDate, FileDate);
}
