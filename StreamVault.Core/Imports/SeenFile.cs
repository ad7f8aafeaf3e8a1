namespace StreamVault.Core.Imports;

/// <summary>A file as it was seen at one look.</summary>
/// <param name="Path">Where it lies, absolute.</param>
/// <param name="Bytes">Its size then.</param>
/// <param name="ModifiedAt">When it was last written, as its disk says.</param>
internal sealed record SeenFile(string Path, long Bytes, DateTime ModifiedAt)
{
    /// <summary>Looks at one file; null if it is gone.</summary>
    public static SeenFile? At(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new SeenFile(path, file.Length, file.LastWriteTimeUtc) : null;
    }
}
