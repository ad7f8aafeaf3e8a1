namespace StreamVault.Core.Entities;

/// <summary>The details that a client sends about a file it uploads.</summary>
/// <param name="Filename">The original file name.</param>
/// <param name="Title">The title; null to derive it from the file name.</param>
/// <param name="Description">The description, if any.</param>
/// <param name="AllowDuplicate">
/// Whether to add the file even if the library already has the same content. Default false.
/// </param>
public sealed record UploadDetails(string Filename, string? Title, string? Description, bool AllowDuplicate = false)
{
    /// <summary>When the file was last modified on the device it came from; null if unknown.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>
    /// The path of the file from the folder that was chosen, with that folder's name: <c>1998 Christmas/MOV001.avi</c>.
    /// Null if it wasn't chosen with a folder. Never used as a path.
    /// </summary>
    public string? RelativePath { get; init; }

    /// <summary>Maximum length of an <see cref="Album"/>, in UTF-16 code units.</summary>
    public const int MaxAlbumLength = 2_000;

    /// <summary>The name of the field with the <see cref="Album"/>.</summary>
    public const string AlbumKey = "album";

    /// <summary>
    /// The album to add it to, as a path of titles: <c>Tapes/1998 Christmas</c>. Missing albums are created. Null for none.
    /// </summary>
    public string? Album { get; init; }
}
