namespace StreamVault.Tests.Infrastructure;

/// <summary>A folder of its own for one test, gone when disposed.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("streamvault-");

    /// <summary>Where it is, absolute.</summary>
    public string FullName => _folder.FullName;

    /// <summary>The path of a file or folder in it; nothing is made.</summary>
    public string At(params string[] names) => Path.Combine([FullName, .. names]);

    /// <inheritdoc />
    public void Dispose()
    {
        if (_folder.Exists)
        {
            _folder.Delete(recursive: true);
        }

        FastTier.AssertNothingStartedIn(FullName);
    }
}
