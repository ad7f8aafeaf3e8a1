using System.Runtime.InteropServices;

namespace StreamVault.Core.Storage;

/// <summary>
/// Keeps other accounts of the machine away from everything this process writes, whichever library or program writes it:
/// SQLite's files, ASP.NET's keys, FFmpeg's output. On Windows the permissions of the folder hold.
/// </summary>
public static class PrivateMode
{
    private const uint NobodyElse = 0b000_111_111; // 077
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode AnyFolder = (UnixFileMode)0b111_111_111;
    private const UnixFileMode AnyFile = (UnixFileMode)0b110_110_110;
    private static uint? _before;

    /// <summary>
    /// Sets the process's umask to 077. The only process-wide switch of the program, called first of all: .NET has no such call,
    /// and what another library writes first can't be made private afterwards without a moment in between.
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
    /// Gives a file or folder outside of the vault, which belongs to a person and not to us, the permissions that it would have
    /// without <see cref="Enter"/>.
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
                // A disk without permissions, such as a memory card with FAT, has none to give.
                return;
            }
        }
    }

    /// <summary>Takes the permissions of all other accounts from a file or folder of the vault.</summary>
    /// <returns>The permissions before; null if nothing had to be changed.</returns>
    /// <exception cref="UnauthorizedAccessException">It belongs to another account.</exception>
    internal static UnixFileMode? Tighten(string path)
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
