namespace StreamVault.Core.Ffmpeg;

/// <summary>The command that installs FFmpeg on this system.</summary>
internal static class InstallCommand
{
    private static readonly (string PackageManager, string Command)[] Known =
    [
        ("apt-get", "sudo apt-get install ffmpeg"),
        // Fedora's own build lacks H.264; RPM Fusion's has it.
        ("dnf", "sudo dnf install ffmpeg (from rpmfusion.org; ffmpeg-free is not enough)"),
        ("apk", "apk add ffmpeg"),
        ("pacman", "sudo pacman -S ffmpeg"),
        ("zypper", "sudo zypper install ffmpeg (from the Packman repository)"),
        ("brew", "brew install ffmpeg"),
        ("winget", "winget install ffmpeg"),
    ];

    /// <returns>A command line, or a link if no known package manager is found.</returns>
    public static string ForThisSystem() =>
        Known.FirstOrDefault(known => ProgramPath.Find(known.PackageManager) is not null).Command
        ?? "see https://ffmpeg.org/download.html";
}
