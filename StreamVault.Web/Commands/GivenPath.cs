namespace StreamVault.Web.Commands;

/// <summary>Paths as the person who typed them means them.</summary>
internal static class GivenPath
{
    /// <returns>The path, absolute, seen from the folder in which the command was typed.</returns>
    public static string Full(string path) => Path.GetFullPath(path, Folder);

    // "dotnet run" starts the program in the project's folder; the shell's own stays in PWD.
    private static string Folder =>
        Environment.GetEnvironmentVariable("DOTNET_LAUNCH_PROFILE") is not null
        && Environment.GetEnvironmentVariable("PWD") is { } shell
        && Path.IsPathFullyQualified(shell)
            ? shell
            : Environment.CurrentDirectory;
}
