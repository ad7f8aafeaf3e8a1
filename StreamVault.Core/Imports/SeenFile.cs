namespace StreamVault.Core.Imports;

/// <summary>A file with its state at one moment.</summary>
/// <param name="Path">Its path, absolute.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="ModifiedAt">Its modification time, in UTC.</param>
internal sealed record SeenFile(string Path, long Bytes, DateTime ModifiedAt)
{
    /// <summary>Reads the state of a file; null if it doesn't exist.</summary>
    public static SeenFile? At(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new SeenFile(path, file.Length, file.LastWriteTimeUtc) : null;
    }
}
