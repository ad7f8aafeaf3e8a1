using System.ComponentModel;
using System.Runtime.InteropServices;

namespace StreamVault.Core.Storage;

/// <summary>
/// Flushes a folder with fsync(2), so that the names in it survive a power cut. Without it, a rename may be lost although a
/// later write, such as a database commit, was not. .NET can't open folders, so this calls libc.
/// </summary>
internal static partial class FolderFlush
{
    private const int ReadOnly = 0;
    private const int NotSupported = 22; // EINVAL: some network shares don't support fsync on folders.

    /// <exception cref="IOException">The folder can't be opened or flushed.</exception>
    public static void Run(string folder)
    {
        // Windows has no such call; NTFS keeps its changes in order.
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
            if (Sync(handle) != 0 && Marshal.GetLastPInvokeError() != NotSupported)
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
            $"The folder {Path.GetFileName(folder)} can't be flushed to disk: {new Win32Exception(error).Message}",
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
