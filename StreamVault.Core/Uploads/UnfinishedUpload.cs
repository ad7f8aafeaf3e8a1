using StreamVault.Core.Entities;

namespace StreamVault.Core.Uploads;

/// <summary>An upload that can go on, and how far it is.</summary>
/// <param name="Upload">The upload.</param>
/// <param name="Offset">How many bytes are safe on disk.</param>
/// <param name="UnderWay">Whether bytes are coming in at this moment.</param>
/// <param name="Twin">The video that has the same content, while its sender decides; else null.</param>
public sealed record UnfinishedUpload(ResumableUpload Upload, long Offset, bool UnderWay, Video? Twin = null);
