using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace StreamVault.Core.Storage;

/// <summary>Reserves disk space for a file without writing to it.</summary>
internal static class FileSpace
{
    private const int KeepLength = 1; // FALLOC_FL_KEEP_SIZE

    /// <summary>Reserves the first bytes of a file. The content that is already there stays.</summary>
    /// <param name="file">The file, open for writing.</param>
    /// <param name="bytes">How many bytes, from the start of the file.</param>
    /// <param name="grow">Whether the file becomes that long. If not, the space is reserved beyond its end.</param>
    /// <returns>False if the system or the file system does not support it.</returns>
    /// <exception cref="IOException">The disk is full.</exception>
    public static bool TryReserve(SafeFileHandle file, long bytes, bool grow)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        if (Allocate(file, grow ? 0 : KeepLength, 0, (nint)bytes) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        var failure = new IOException(new Win32Exception(error).Message, error);
        return DiskFull.Caused(failure) ? throw failure : false;
    }

    [DllImport("libc", EntryPoint = "fallocate", SetLastError = true)]
    private static extern int Allocate(SafeFileHandle file, int mode, nint offset, nint length);
}
