namespace StreamVault.Core.Storage;

/// <summary>Tells whether another process, or this one, is working with a file.</summary>
internal static class FileUse
{
    /// <summary>
    /// Whether somebody holds the file open. On Unix .NET locks each file it opens with flock(2), shared or exclusive: an
    /// exclusive lock is granted only when nobody else has one, and it ends with its process, however that ends.
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
