namespace StreamVault.Core.Ffmpeg;

/// <summary>The command that installs FFmpeg on the system at hand.</summary>
internal static class InstallCommand
{
    private static readonly (string PackageManager, string Command)[] Known =
    [
        ("apt-get", "sudo apt-get install ffmpeg"),
        // Fedora's own build leaves H.264 out; RPM Fusion's has it.
        ("dnf", "sudo dnf install ffmpeg (from rpmfusion.org; ffmpeg-free is not enough)"),
        ("apk", "apk add ffmpeg"),
        ("pacman", "sudo pacman -S ffmpeg"),
        ("zypper", "sudo zypper install ffmpeg (from the Packman repository)"),
        ("brew", "brew install ffmpeg"),
        ("winget", "winget install ffmpeg"),
    ];

    /// <returns>One command line, or where to look if no known package manager is found.</returns>
    public static string ForThisSystem() =>
        Known.FirstOrDefault(known => ProgramPath.Find(known.PackageManager) is not null).Command
        ?? "see https://ffmpeg.org/download.html";
}
