namespace StreamVault.Core.Storage;

/// <summary>Size and modification time of a file. If both are unchanged, so is the file.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="Written">When it was last written, in UTC. Renaming a file does not change it.</param>
public readonly record struct FileStamp(long Bytes, DateTime Written)
{
    /// <summary>Reads the stamp of a file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        return new FileStamp(file.Length, file.LastWriteTimeUtc);
    }
}
