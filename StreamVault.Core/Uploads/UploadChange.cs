namespace StreamVault.Core.Uploads;

/// <summary>Published when a resumable upload is created, grows, ends or is removed. Its state is in the database.</summary>
/// <param name="Upload">The upload.</param>
public sealed record UploadChange(Guid Upload);
