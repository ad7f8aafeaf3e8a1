namespace StreamVault.Core.Entities;

/// <summary>
/// An upload that can continue across connections and restarts. Its bytes are in the uploads folder; its
/// <see cref="UploadRange"/>s record how many of them are safe on disk.
/// </summary>
public sealed class ResumableUpload
{
    /// <summary>
    /// The id of the upload and later of its video. They are the same, so that a crash in between can't separate them.
    /// </summary>
    public Guid Id { get; init; }

    /// <summary>The account that uploads it.</summary>
    public Guid UserId { get; init; }

    /// <summary>The original file name; never used as a path.</summary>
    public required string Filename { get; init; }

    /// <summary>The media type that the client sent.</summary>
    public string? Filetype { get; init; }

    /// <summary>The title; null to derive it from the file name.</summary>
    public string? Title { get; init; }

    /// <summary>The description, if any.</summary>
    public string? Description { get; init; }

    /// <summary>The metadata as the client sent it; null if it sent none.</summary>
    public string? Metadata { get; init; }

    /// <summary>The size of the whole file in bytes.</summary>
    public long Length { get; init; }

    /// <summary>When it started.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is deleted unless more bytes arrive.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>When it became a video; null until then.</summary>
    public DateTimeOffset? AcceptedAt { get; set; }

    /// <summary>
    /// A video with the same content, while the user decides whether to add the upload anyway. Null if there is nothing
    /// to decide, or if that video was deleted.
    /// </summary>
    public VideoId? DuplicateOf { get; set; }

    /// <summary>Whether to add it even if the library already has the same content.</summary>
    public bool AllowDuplicate { get; set; }

    /// <summary>The video it becomes.</summary>
    public VideoId VideoId => new(Id);

    internal UploadDetails Details =>
        new(Filename, Title, Description, AllowDuplicate)
        {
            LastModified = UploadMetadata.LastModified(Metadata),
            RelativePath = UploadMetadata.RelativePath(Metadata),
            Album = MetadataValue.Of(Metadata, UploadDetails.AlbumKey),
        };
}
