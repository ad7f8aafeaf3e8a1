namespace StreamVault.Core.Ffmpeg;

/// <summary>Finds programs as a shell does, but never in the current folder.</summary>
internal static class ProgramPath
{
    private const UnixFileMode Executable =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <returns>The absolute path of the program; null if there is no executable one.</returns>
    /// <param name="program">A path, or a name to look up in PATH.</param>
    public static string? Find(string program) =>
        program.Contains(Path.DirectorySeparatorChar)
            ? Runnable(Path.GetFullPath(program))
            : (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Where(Path.IsPathFullyQualified)
                .Select(folder => Runnable(Path.Combine(folder, program)))
                .FirstOrDefault(path => path is not null);

    /// <returns>Whether the program is a Linux executable (ELF) and not a script.</returns>
    public static bool IsCompiled(string path)
    {
        using var file = File.OpenRead(path);
        var head = new byte[4];
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length
            && head.AsSpan().SequenceEqual("\u007fELF"u8);
    }

    private static string? Runnable(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return Array.Find([path, $"{path}.exe"], File.Exists);
        }

        return File.Exists(path) && (File.GetUnixFileMode(path) & Executable) != 0 ? path : null;
    }
}
