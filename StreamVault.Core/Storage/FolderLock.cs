using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace StreamVault.Core.Storage;

/// <summary>
/// Locks a folder itself with flock(2). Unlike a file in it, it can't be deleted and created again while it has files. .NET can't
/// open folders, so this calls libc.
/// </summary>
internal static class FolderLock
{
    private const int CloseOnExecLinux = 0x80000;
    private const int CloseOnExecMac = 0x1000000;
    private const int ExclusiveOrFail = 2 | 4; // LOCK_EX | LOCK_NB

    /// <summary>Locks a folder until the handle is closed or the process ends in any way.</summary>
    /// <returns>Null on Windows and on file systems that can't lock folders, such as NFS.</returns>
    /// <exception cref="IOException">
    /// Another process has locked it; <see cref="Exception.HResult"/> is the number of the error.
    /// </exception>
    public static SafeFileHandle? TryTake(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        // Child processes must not inherit the lock: they may outlive the server.
        var handle = Open(folder, OperatingSystem.IsLinux() ? CloseOnExecLinux : CloseOnExecMac);
        if (handle.IsInvalid)
        {
            handle.Dispose();
            return null;
        }

        if (Lock(handle, ExclusiveOrFail) == 0)
        {
            return handle;
        }

        var error = Marshal.GetLastPInvokeError();
        handle.Dispose();
        return error is VaultLock.LinuxWouldBlock or VaultLock.MacWouldBlock
            ? throw new IOException("Another process has locked the folder.", error)
            : null;
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern SafeFileHandle Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static extern int Lock(SafeFileHandle file, int operation);
}
