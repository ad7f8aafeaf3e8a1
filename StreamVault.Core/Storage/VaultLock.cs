using Microsoft.Win32.SafeHandles;
using StreamVault.Core.Hosting;

namespace StreamVault.Core.Storage;

/// <summary>Prevents a second server from using the same data folder, since they would take each other's jobs.</summary>
public sealed class VaultLock : IDisposable
{
    // The error if another process has the file open.
    internal const int LinuxWouldBlock = 11;
    internal const int MacWouldBlock = 35;
    internal const int WindowsSharingViolation = unchecked((int)0x80070020);

    private readonly FileStream _file;
    private readonly SafeFileHandle? _folder;

    private VaultLock(FileStream file, SafeFileHandle? folder) => (_file, _folder) = (file, folder);

    /// <summary>Locks the folder until this is disposed or the process ends in any way.</summary>
    /// <exception cref="VaultInUseException">Another process has locked it.</exception>
    /// <exception cref="StartupException">The folder can't be written to.</exception>
    public static VaultLock Take(VaultStorage storage)
    {
        SafeFileHandle? folder = null;
        try
        {
            // Both: someone may delete the file under a running server, and not every file system can lock a folder.
            folder = FolderLock.TryTake(storage.Root);
            return new VaultLock(
                new FileStream(storage.LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None),
                folder
            );
        }
        catch (IOException e) when (e.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharingViolation)
        {
            folder?.Dispose();
            throw new VaultInUseException(storage.Root, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            folder?.Dispose();
            throw DataFolderFaults.Explain(storage.Root, e);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _file.Dispose();
        _folder?.Dispose();
    }
}

/// <summary>Another StreamVault is using the data folder.</summary>
/// <param name="root">The data folder.</param>
/// <param name="cause">The error of the system.</param>
public sealed class VaultInUseException(string root, Exception cause)
    : IOException(
        $"Another StreamVault is already using the data folder {root}. Stop it first, or set StreamVault:DataPath to another folder.",
        cause
    );
