namespace StreamVault.Core.Imports;

/// <summary>A file to import.</summary>
/// <param name="Path">Where it lies, absolute.</param>
/// <param name="Bytes">Its size.</param>
public sealed record ImportSource(string Path, long Bytes);

/// <summary>Finds the files that a person means by a path.</summary>
/// <param name="Files">The files, by path.</param>
/// <param name="Unreadable">What could not be looked into or is not there, with why.</param>
public sealed record ImportSources(
    IReadOnlyList<ImportSource> Files,
    IReadOnlyList<(string Path, string Reason)> Unreadable
)
{
    /// <summary>
    /// A file stands for itself, whatever its name; a folder for what is in it and its subfolders, without hidden files, links
    /// and what programs name so while they write.
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

        var listing = FolderListing.Of(Path.TrimEndingDirectorySeparator(path));
        return new ImportSources(
            [.. listing.Files.Select(found => new ImportSource(found.Path, found.Bytes))],
            [
                .. listing.Closed.Select(closed =>
                    (closed, "This folder may not be read by the account you run this under.")
                ),
                .. listing.Misnamed.Select(misnamed => (misnamed, ImportReasons.NameIsNoText)),
            ]
        );
    }
}
