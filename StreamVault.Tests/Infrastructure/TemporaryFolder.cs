namespace StreamVault.Tests.Infrastructure;

/// <summary>A temporary folder for one test, deleted when disposed.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("streamvault-");

    /// <summary>Its absolute path.</summary>
    public string FullName => _folder.FullName;

    /// <summary>The path of a file or folder in it, which isn't created.</summary>
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
