namespace StreamVault.Tests.Infrastructure;

/// <summary>Real clips from phones, cameras and attackers, kept beside the repository where there is room for them.</summary>
public static class SharedMedia
{
    /// <summary>The folder <c>../shared/media</c> beside the repository; null on machines that do not have it.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>The full path of one clip. Ask only in a <see cref="SharedMediaFactAttribute"/> test.</summary>
    public static string Clip(string name) =>
        Path.Combine(Folder ?? throw new InvalidOperationException("There is no ../shared/media here."), name);

    private static string? Find()
    {
        var folder = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "media"));
        return Directory.Exists(folder) ? folder : null;
    }
}

/// <summary>A test that needs the clips of <see cref="SharedMedia"/>, and is skipped where they are not.</summary>
public sealed class SharedMediaFactAttribute : FactAttribute
{
    public SharedMediaFactAttribute() => Skip = SharedMedia.Folder is null ? "../shared/media is not here" : null;
}

/// <summary>A theory that needs the clips of <see cref="SharedMedia"/>, and is skipped where they are not.</summary>
public sealed class SharedMediaTheoryAttribute : TheoryAttribute
{
    public SharedMediaTheoryAttribute() => Skip = SharedMedia.Folder is null ? "../shared/media is not here" : null;
}
