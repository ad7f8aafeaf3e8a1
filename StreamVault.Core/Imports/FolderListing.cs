namespace StreamVault.Core.Imports;

/// <summary>The contents of a folder and its subfolders.</summary>
/// <param name="Files">The files that may be videos, sorted by path.</param>
/// <param name="Closed">Folders that can't be read.</param>
/// <param name="Misnamed">Files and folders whose names aren't UTF-8, with replacement characters: .NET can't open them.</param>
internal sealed record FolderListing(
    IReadOnlyList<SeenFile> Files,
    IReadOnlyList<string> Closed,
    IReadOnlyList<string> Misnamed
)
{
    // Replaces bytes that are not UTF-8.
    private const char Unreadable = '\uFFFD';

    /// <summary>
    /// Lists a folder. Links to files and folders are ignored: they could lead anywhere, even back up.
    /// </summary>
    /// <param name="root">The folder.</param>
    /// <param name="except">Names of folders directly in it that are ignored.</param>
    /// <exception cref="DirectoryNotFoundException">The folder doesn't exist.</exception>
    public static FolderListing Of(string root, params string[] except)
    {
        var files = new List<SeenFile>();
        var closed = new List<string>();
        var misnamed = new List<string>();
        var open = new Stack<DirectoryInfo>([new DirectoryInfo(root)]);
        while (open.TryPop(out var folder))
        {
            foreach (var entry in EntriesOf(folder, closed))
            {
                // Checked first: an entry that can't be found seems to have every attribute.
                if (entry.Name.Contains(Unreadable) && !Path.Exists(entry.FullName))
                {
                    misnamed.Add(entry.FullName);
                    continue;
                }

                var isExcluded = folder.FullName == root && except.Contains(entry.Name);
                if (
                    isExcluded
                    || IgnoredNames.Contain(entry.Name)
                    || entry.Attributes.HasFlag(FileAttributes.ReparsePoint)
                )
                {
                    continue;
                }

                if (entry is DirectoryInfo inner)
                {
                    open.Push(inner);
                }
                // It may be gone since it was listed.
                else if (SeenFile.At(entry.FullName) is { } seen)
                {
                    files.Add(seen);
                }
            }
        }

        return new FolderListing([.. files.OrderBy(file => file.Path, StringComparer.Ordinal)], closed, misnamed);
    }

    private static FileSystemInfo[] EntriesOf(DirectoryInfo folder, List<string> closed)
    {
        try
        {
            return folder.GetFileSystemInfos();
        }
        catch (UnauthorizedAccessException)
        {
            closed.Add(folder.FullName);
            return [];
        }
    }
}
