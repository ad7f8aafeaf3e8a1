namespace StreamVault.Core.Imports;

/// <summary>A file to import.</summary>
/// <param name="Path">Its path, absolute.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Folders">
/// The names of the folders that contain it, from the imported folder down, separated by <c>/</c>; empty for a single file.
/// </param>
public sealed record ImportSource(string Path, long Bytes, string Folders = "")
{
    /// <summary>Its path with these folders: <c>1998 Christmas/MOV001.avi</c>; null for a single file.</summary>
    public string? RelativePath => Folders.Length == 0 ? null : $"{Folders}/{System.IO.Path.GetFileName(Path)}";
}

/// <summary>The files to import from a path.</summary>
/// <param name="Files">The files, sorted by path.</param>
/// <param name="Unreadable">Paths that don't exist or can't be read, with the reason.</param>
/// <param name="Others">How many files of a folder are left out because they clearly aren't videos.</param>
public sealed record ImportSources(
    IReadOnlyList<ImportSource> Files,
    IReadOnlyList<(string Path, string Reason)> Unreadable,
    int Others = 0
)
{
    /// <summary>
    /// Finds them: a file itself, whatever its name; or the files in a folder and its subfolders, except for links,
    /// <see cref="IgnoredNames"/> and <see cref="OtherFiles"/>.
    /// </summary>
    /// <param name="path">An absolute path.</param>
    public static ImportSources At(string path)
    {
        if (SeenFile.At(path) is { } file)
        {
            return new ImportSources([new ImportSource(file.Path, file.Bytes)], []);
        }

        if (!Directory.Exists(path))
        {
            return new ImportSources([], [(path, "There is no such file or folder.")]);
        }

        var root = Path.TrimEndingDirectorySeparator(path);
        var listing = FolderListing.Of(root);
        var videos = listing.Files.Where(found => !OtherFiles.Contain(found.Path)).ToArray();
        return new ImportSources(
            [.. videos.Select(found => new ImportSource(found.Path, found.Bytes, FoldersOf(root, found.Path)))],
            [
                .. listing.Closed.Select(closed => (closed, "You don't have permission to read this folder.")),
                .. listing.Misnamed.Select(misnamed => (misnamed, ImportReasons.NotUtf8)),
            ],
            listing.Files.Count - videos.Length
        );
    }

    private static string FoldersOf(string root, string file) =>
        SubfoldersOf(root, file) is { } below ? $"{Path.GetFileName(root)}/{below}" : Path.GetFileName(root);

    /// <summary>
    /// The names of the folders between a folder and a file in it, separated by <c>/</c>; null if there are none.
    /// </summary>
    internal static string? SubfoldersOf(string root, string file) =>
        Path.GetRelativePath(root, Path.GetDirectoryName(file)!) is var below and not "."
            ? below.Replace(Path.DirectorySeparatorChar, '/')
            : null;
}
