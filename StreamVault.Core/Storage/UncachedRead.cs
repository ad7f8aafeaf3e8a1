using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace StreamVault.Core.Storage;

/// <summary>
/// Opens files so that they are read from the disk. A file that was just written is still in memory, and reading it
/// from there does not verify the disk.
/// </summary>
internal static class UncachedRead
{
    private const int DontNeed = 4; // POSIX_FADV_DONTNEED

    /// <summary>
    /// Flushes a file, removes its pages from the page cache and opens it. Systems other than Linux have no such call,
    /// and file systems in memory keep their pages: there the file is only opened.
    /// </summary>
    /// <exception cref="IOException">The file can't be flushed, so not all of it is on the disk.</exception>
    public static SafeFileHandle Open(string path)
    {
        var file = File.OpenHandle(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read,
            FileOptions.Asynchronous | FileOptions.SequentialScan
        );
        try
        {
            if (OperatingSystem.IsLinux())
            {
                // Flushed first: the system keeps pages that are not written yet.
                RandomAccess.FlushToDisk(file);
                // Failure is harmless: the file may then be read from memory. Some file systems keep no pages at all.
                _ = Advise(file, 0, 0, DontNeed);
            }

            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    [DllImport("libc", EntryPoint = "posix_fadvise")]
    private static extern int Advise(SafeFileHandle file, nint offset, nint length, int advice);
}
