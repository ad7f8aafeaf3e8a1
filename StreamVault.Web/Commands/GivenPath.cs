namespace StreamVault.Web.Commands;

/// <summary>Resolves paths given on the command line.</summary>
internal static class GivenPath
{
    /// <returns>The absolute path, resolved against the folder in which the command was run.</returns>
    public static string Full(string path) => Path.GetFullPath(path, Folder);

    // "dotnet run" starts the program in the project's folder; PWD still holds the shell's folder.
    private static string Folder =>
        Environment.GetEnvironmentVariable("DOTNET_LAUNCH_PROFILE") is not null
        && Environment.GetEnvironmentVariable("PWD") is { } shell
        && Path.IsPathFullyQualified(shell)
            ? shell
            : Environment.CurrentDirectory;
}
