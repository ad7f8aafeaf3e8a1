using StreamVault.Core.Hosting;

namespace StreamVault.Core.Storage;

/// <summary>Keeps a second server off the same data folder: two of them would take each other's jobs.</summary>
public sealed class VaultLock : IDisposable
{
    // How the system reports that another process holds the file.
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);

    private readonly FileStream _file;

    private VaultLock(FileStream file) => _file = file;

    /// <summary>Takes the folder for this process until disposed or ended, however it ends.</summary>
    /// <exception cref="VaultInUseException">Another process has it.</exception>
    /// <exception cref="StartupException">The folder can't be written.</exception>
    public static VaultLock Take(VaultStorage storage)
    {
        try
        {
            return new VaultLock(
                new FileStream(storage.LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)
            );
        }
        catch (IOException e) when (e.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharingViolation)
        {
            throw new VaultInUseException(storage.Root, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DataFolderFaults.Explain(storage.Root, e);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();
}

/// <summary>Another StreamVault is working on the data folder.</summary>
/// <param name="root">The data folder.</param>
/// <param name="cause">What the system said.</param>
public sealed class VaultInUseException(string root, Exception cause)
    : IOException(
        $"Another StreamVault is already using the data folder {root}. Stop it first, or set StreamVault:DataPath to another folder.",
        cause
    );
