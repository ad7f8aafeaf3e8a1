using StreamVault.Core.Entities;

namespace StreamVault.Core.Uploads;

/// <summary>A resumable upload that is not a video yet.</summary>
/// <param name="Upload">The upload.</param>
/// <param name="Offset">How many bytes are safe on disk.</param>
/// <param name="IsReceiving">Whether it is receiving bytes now.</param>
/// <param name="Duplicate">The video with the same content, if the user must decide whether to add it again; else null.</param>
public sealed record UnfinishedUpload(ResumableUpload Upload, long Offset, bool IsReceiving, Video? Duplicate = null);
