using System.Runtime.InteropServices;

namespace StreamVault.Core.Storage;

/// <summary>
/// Makes everything this process writes private to its account, including files of SQLite, ASP.NET and FFmpeg. On
/// Windows, the permissions of the folder apply.
/// </summary>
public static class PrivateMode
{
    private const uint NobodyElse = 0b000_111_111; // 077
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode AnyFolder = (UnixFileMode)0b111_111_111;
    private const UnixFileMode AnyFile = (UnixFileMode)0b110_110_110;
    private static uint? _before;

    /// <summary>
    /// Sets the process's umask to 077. Call it first: it affects the whole process, .NET has no API for it, and files
    /// that a library writes earlier would be readable for a moment.
    /// </summary>
    public static void Enter()
    {
        if (!OperatingSystem.IsWindows())
        {
            var before = Umask(NobodyElse);
            _before ??= before;
        }
    }

    /// <summary>
    /// Gives a file or folder outside the vault the permissions that it would have without <see cref="Enter"/>.
    /// </summary>
    public static void Leave(string path)
    {
        if (!OperatingSystem.IsWindows() && _before is { } umask)
        {
            var most = Directory.Exists(path) ? AnyFolder : AnyFile;
            try
            {
                File.SetUnixFileMode(path, most & ~(UnixFileMode)umask);
            }
            catch (Exception e) when (e is UnauthorizedAccessException or IOException)
            {
                // A file system without permissions, such as FAT.
                return;
            }
        }
    }

    /// <summary>Removes the permissions of all other accounts from a file or folder of the vault.</summary>
    /// <returns>The permissions before; null if nothing had to be changed.</returns>
    /// <exception cref="UnauthorizedAccessException">It belongs to another account.</exception>
    internal static UnixFileMode? RestrictAccess(string path)
    {
        if (OperatingSystem.IsWindows() || !Path.Exists(path))
        {
            return null;
        }

        var mode = File.GetUnixFileMode(path);
        if ((mode & ~OwnerOnly) == 0)
        {
            return null;
        }

        File.SetUnixFileMode(path, mode & OwnerOnly);
        return mode;
    }

    [DllImport("libc", EntryPoint = "umask")]
    private static extern uint Umask(uint mask);
}
