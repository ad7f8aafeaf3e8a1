namespace StreamVault.Core.Entities;

/// <summary>
/// A file that comes in pieces, over any number of connections and restarts. Its bytes lie in the uploads folder; how many
/// of them are safe is told by its <see cref="UploadRange"/>s.
/// </summary>
public sealed class ResumableUpload
{
    /// <summary>Names the upload in its address, and later the video: so a crash in between can't part the two.</summary>
    public Guid Id { get; init; }

    /// <summary>Who sends it; nobody else sees it.</summary>
    public Guid UserId { get; init; }

    /// <summary>What the file is called where it comes from; never used as a path.</summary>
    public required string Filename { get; init; }

    /// <summary>Its media type in its sender's opinion.</summary>
    public string? Filetype { get; init; }

    /// <summary>The title wished for; null for one made from the file's name.</summary>
    public string? Title { get; init; }

    /// <summary>The description, if any.</summary>
    public string? Description { get; init; }

    /// <summary>What was said about the file, word for word as it was sent; null if nothing was.</summary>
    public string? Metadata { get; init; }

    /// <summary>How many bytes the whole file has.</summary>
    public long Length { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is removed unless more bytes come.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>When it became a video; null until then.</summary>
    public DateTimeOffset? AcceptedAt { get; set; }

    /// <summary>
    /// The video that has the same content, while its sender decides whether it is added all the same; null if there is
    /// nothing to decide, and again once that video is deleted.
    /// </summary>
    public VideoId? DuplicateOf { get; set; }

    /// <summary>Whether it becomes a video although the library holds the same content already.</summary>
    public bool AllowDuplicate { get; set; }

    /// <summary>The video it becomes.</summary>
    public VideoId VideoId => new(Id);

    internal UploadDetails Details =>
        new(Filename, Title, Description, AllowDuplicate) { LastModified = LastModifiedTag.In(Metadata) };
}
