namespace StreamVault.Tests.Imports;

/// <summary>A folder on another disk than the data folders of the tests, so that files can't be renamed to or from it.</summary>
internal sealed class OtherDisk : IDisposable
{
    private const string Memory = "/dev/shm";
    private readonly string _path = Path.Combine(Memory, $"streamvault-{Guid.NewGuid():N}");

    private OtherDisk() => Directory.CreateDirectory(_path);

    /// <summary>Its path, absolute.</summary>
    public string FullName => _path;

    /// <summary>Creates the folder; null if there is no other disk, as on a Mac.</summary>
    public static OtherDisk? TryMake() => IsPossible ? new OtherDisk() : null;

    /// <summary>Whether there is another disk.</summary>
    public static bool IsPossible => Directory.Exists(Memory);

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(_path, recursive: true);
}

/// <summary>A test that needs a folder on another disk.</summary>
public sealed class OtherDiskFactAttribute : FactAttribute
{
    public OtherDiskFactAttribute() => Skip = OtherDisk.IsPossible ? null : "There is no second disk (/dev/shm) here";
}
