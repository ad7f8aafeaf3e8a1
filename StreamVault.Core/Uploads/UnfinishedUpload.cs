using StreamVault.Core.Entities;

namespace StreamVault.Core.Uploads;

/// <summary>A resumable upload that is not a video yet.</summary>
/// <param name="Upload">The upload.</param>
/// <param name="Offset">How many bytes are safe on disk.</param>
/// <param name="UnderWay">Whether it is receiving bytes now.</param>
/// <param name="Twin">The video with the same bytes, while the sender has to decide; else null.</param>
public sealed record UnfinishedUpload(ResumableUpload Upload, long Offset, bool UnderWay, Video? Twin = null);
