namespace StreamVault.Core.Uploads;

/// <summary>Says that a resumable upload began, grew, ended or was removed: read the database for what it is now.</summary>
/// <param name="Upload">The upload.</param>
public sealed record UploadChange(Guid Upload);
