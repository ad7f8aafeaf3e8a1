namespace StreamVault.Tests.Infrastructure;

/// <summary>Real clips from phones and cameras, and malicious files, in a folder next to the repository.</summary>
public static class SharedMedia
{
    /// <summary>The folder <c>../shared/media</c> next to the repository; null if it doesn't exist.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>The full path of a clip. Only for tests with <see cref="SharedMediaFactAttribute"/>.</summary>
    public static string Clip(string name) =>
        Path.Combine(Folder ?? throw new InvalidOperationException("The folder ../shared/media doesn't exist."), name);

    /// <summary>The length of <see cref="StartAsync"/> in seconds.</summary>
    public const int StartSeconds = 2;

    /// <summary>The start of a clip, cut without being encoded.</summary>
    public static Task<string> StartAsync(string name) =>
        Clips.MakeAsync(
            $"start-of-{name}",
            ["-i", Clip(name), "-t", $"{StartSeconds}", "-map", "0:v:0", "-map", "0:a:0?", "-c", "copy"]
        );

    private static string? Find()
    {
        var folder = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "media"));
        return Directory.Exists(folder) ? folder : null;
    }
}

/// <summary>A test that needs <see cref="SharedMedia"/> and is skipped without it.</summary>
public sealed class SharedMediaFactAttribute : FactAttribute
{
    public SharedMediaFactAttribute() =>
        Skip = SharedMedia.Folder is null ? "The folder ../shared/media doesn't exist" : null;
}

/// <summary>A theory that needs <see cref="SharedMedia"/> and is skipped without it.</summary>
public sealed class SharedMediaTheoryAttribute : TheoryAttribute
{
    public SharedMediaTheoryAttribute() =>
        Skip = SharedMedia.Folder is null ? "The folder ../shared/media doesn't exist" : null;
}
