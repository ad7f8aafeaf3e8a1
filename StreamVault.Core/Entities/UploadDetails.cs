namespace StreamVault.Core.Entities;

/// <summary>What a client says about a file it uploads.</summary>
/// <param name="Filename">Its original name.</param>
/// <param name="Title">The title; null to derive it from the file name.</param>
/// <param name="Description">The description, if any.</param>
/// <param name="AllowDuplicate">Whether it becomes a video although the library holds the same content already. Default false.</param>
public sealed record UploadDetails(string Filename, string? Title, string? Description, bool AllowDuplicate = false)
{
    /// <summary>When the file was last changed where it came from; null if unknown.</summary>
    public DateTimeOffset? LastModified { get; init; }
}
