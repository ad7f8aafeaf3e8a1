using System.ComponentModel;
using System.Runtime.InteropServices;

namespace StreamVault.Core.Storage;

/// <summary>
/// Makes the names in a folder survive a power cut, as fsync(2) does for a folder: without it a rename may be undone although
/// a later write, such as a database's commit, was not. .NET opens no folders, so the system is asked directly.
/// </summary>
internal static partial class FolderFlush
{
    private const int ReadOnly = 0;
    private const int NotOfThisKind = 22; // EINVAL: some network shares know no such call for folders.

    /// <exception cref="IOException">The system could not.</exception>
    public static void Run(string folder)
    {
        // Windows has no such call; NTFS keeps the order of its changes by itself.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = Open(folder, ReadOnly);
        if (handle < 0)
        {
            throw Failed(folder);
        }

        try
        {
            if (Sync(handle) != 0 && Marshal.GetLastPInvokeError() != NotOfThisKind)
            {
                throw Failed(folder);
            }
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static IOException Failed(string folder)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException(
            $"The folder {Path.GetFileName(folder)} can't be made durable: {new Win32Exception(error).Message}",
            error
        );
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int handle);
}
