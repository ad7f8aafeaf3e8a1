namespace StreamVault.Core.Storage;

/// <summary>Detects whether this or another process is using a file.</summary>
internal static class FileUse
{
    /// <summary>
    /// Whether a process has the file open. On Unix .NET locks each file it opens with flock(2), shared or exclusive:
    /// an exclusive lock is granted only when there is no other lock, and it ends with its process in any case.
    /// </summary>
    public static bool IsInUse(string path)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.None);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
