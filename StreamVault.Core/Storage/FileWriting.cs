using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace StreamVault.Core.Storage;

/// <summary>Whether a process has a file open for writing.</summary>
internal enum FileWriters
{
    /// <summary>No process does.</summary>
    None,

    /// <summary>This or another process does.</summary>
    Present,

    /// <summary>The system can't tell: the file belongs to another user, or is on a network share.</summary>
    Unknown,
}

/// <summary>
/// Detects programs that have a file open for writing, even if they pause. Its size and modification time can't show that.
/// </summary>
internal static class FileWriting
{
    // Values of fcntl(2) on Linux.
    private const int SetSignal = 10; // F_SETSIG
    private const int SetLease = 1024; // F_SETLEASE
    private const int ReadLease = 0; // F_RDLCK
    private const int NoLease = 2; // F_UNLCK
    private const int WouldBlock = 11; // EAGAIN

    // A program that opens the file while the lease exists sends a signal. The default, SIGIO, would end this process.
    private const int IgnoredByDefault = 23; // SIGURG
    private const int AccessMode = 3; // O_ACCMODE

    /// <summary>Looks for writers of a file that this process may read.</summary>
    /// <exception cref="IOException">The file doesn't exist or can't be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can't be read.</exception>
    public static FileWriters Of(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return OnWindows(path);
        }

        // Shared in every way, so that .NET takes no lock that another reader would notice.
        using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        if (!OperatingSystem.IsLinux())
        {
            return FileWriters.Unknown;
        }

        var leased = ByLease(file, path);
        return leased == FileWriters.Unknown && HasVisibleWriter(file) ? FileWriters.Present : leased;
    }

    // The kernel grants a read lease only if no process has the file open for writing. It must belong to this user.
    private static FileWriters ByLease(SafeFileHandle file, string path)
    {
        if (Control(file, SetSignal, IgnoredByDefault) != 0)
        {
            return FileWriters.Unknown;
        }

        if (Control(file, SetLease, ReadLease) == 0)
        {
            _ = Control(file, SetLease, NoLease);
            // Clients of a network share can't see each other's writers.
            return IsRemote(path) ? FileWriters.Unknown : FileWriters.None;
        }

        // A share refuses leases with the same error if its server grants no delegation.
        return Marshal.GetLastPInvokeError() == WouldBlock && !IsRemote(path)
            ? FileWriters.Present
            : FileWriters.Unknown;
    }

    // Also file systems whose files another machine, the host of a virtual machine or a program may write directly.
    private static bool IsRemote(string path)
    {
        var drive = new DriveInfo(path);
        return drive.DriveType == DriveType.Network
            || drive.DriveFormat is "v9fs" or "9p" or "virtiofs"
            || drive.DriveFormat.StartsWith("fuse", StringComparison.Ordinal);
    }

    // Finds the writers among the processes that this user may inspect; there may be others.
    private static bool HasVisibleWriter(SafeFileHandle file)
    {
        var target = File.ResolveLinkTarget(
            string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{file.DangerousGetHandle()}"),
            returnFinalTarget: false
        );
        return target is not null
            && Directory
                .EnumerateDirectories("/proc")
                .Where(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _))
                .Any(process => Writes(process, target.FullName));
    }

    private static bool Writes(string process, string path)
    {
        try
        {
            return Directory
                .EnumerateFileSystemEntries(Path.Combine(process, "fd"))
                .Any(open => new FileInfo(open).LinkTarget == path && IsWritable(process, Path.GetFileName(open)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // It has exited, or belongs to another user.
        }
    }

    // proc_pid_fdinfo(5): the line "flags:" has the flags of open(2) in octal.
    private static bool IsWritable(string process, string descriptor)
    {
        var flags = File.ReadLines(Path.Combine(process, "fdinfo", descriptor))
            .First(line => line.StartsWith("flags:"));
        return (Convert.ToInt32(flags["flags:".Length..].Trim(), fromBase: 8) & AccessMode) != 0;
    }

    private static FileWriters OnWindows(string path)
    {
        try
        {
            // Granted only if no process has the file open for writing.
            using var file = File.OpenHandle(path, share: FileShare.Read | FileShare.Delete);
            return FileWriters.None;
        }
        catch (IOException e) when (e.HResult == VaultLock.WindowsSharingViolation)
        {
            return FileWriters.Present;
        }
    }

    [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static extern int Control(SafeFileHandle file, int command, int argument);
}
