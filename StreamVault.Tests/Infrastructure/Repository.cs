namespace StreamVault.Tests.Infrastructure;

/// <summary>The repository that contains the tests.</summary>
public static class Repository
{
    /// <summary>The absolute path of the folder with <c>StreamVault.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder for screenshots and logs of failures; ignored by git.</summary>
    public static string Artifacts => Path.Combine(Root, "artifacts");

    /// <summary>The build configuration of the tests: Debug or Release.</summary>
    public static string Configuration { get; } =
        Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))!);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "StreamVault.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException($"No StreamVault.sln above {AppContext.BaseDirectory}.");
    }
}
