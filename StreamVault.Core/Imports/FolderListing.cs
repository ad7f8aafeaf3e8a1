namespace StreamVault.Core.Imports;

/// <summary>What lies in a folder and those in it.</summary>
/// <param name="Files">The files that may be videos, by path.</param>
/// <param name="Closed">Folders that could not be looked into.</param>
/// <param name="Misnamed">Files and folders whose names are no UTF-8, as far as those can be told: .NET can't open them.</param>
internal sealed record FolderListing(
    IReadOnlyList<SeenFile> Files,
    IReadOnlyList<string> Closed,
    IReadOnlyList<string> Misnamed
)
{
    // What stands in a name for the bytes that mean nothing.
    private const char Unreadable = '\uFFFD';

    /// <summary>
    /// Looks through a folder. Links are left alone, files and folders alike: one could lead anywhere, even back up.
    /// </summary>
    /// <param name="root">The folder.</param>
    /// <param name="except">Names of folders directly in it that are left alone.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
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
                // Asked for first: what can't be found has every attribute there is.
                if (entry.Name.Contains(Unreadable) && !Path.Exists(entry.FullName))
                {
                    misnamed.Add(entry.FullName);
                    continue;
                }

                var isRoots = folder.FullName == root && except.Contains(entry.Name);
                if (
                    isRoots
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
                // It may have gone since it was listed.
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
