namespace StreamVault.Core.Entities;

/// <summary>What is said about a file that is sent.</summary>
/// <param name="Filename">Its name where it came from.</param>
/// <param name="Title">The title wished for; null for one made from the file's name.</param>
/// <param name="Description">The description, if any.</param>
/// <param name="AllowDuplicate">Whether it becomes a video although the library holds the same content already. Default false.</param>
public sealed record UploadDetails(string Filename, string? Title, string? Description, bool AllowDuplicate = false)
{
    /// <summary>When the file was last changed where it came from; null if nobody said.</summary>
    public DateTimeOffset? LastModified { get; init; }
}
