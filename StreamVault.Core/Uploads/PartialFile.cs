using Microsoft.Win32.SafeHandles;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Uploads;

/// <summary>The file that receives an upload's bytes until it is accepted.</summary>
internal static class PartialFile
{
    /// <summary>Creates the file and flushes its folder, so that its name survives a power cut.</summary>
    /// <exception cref="IOException">The file exists already, or the disk is full.</exception>
    public static SafeFileHandle Create(VaultStorage storage, Guid upload)
    {
        VaultStorage.CreatePrivateFile(storage.PartialUploadPath(upload)).Dispose();
        VaultStorage.FlushFolder(storage.UploadsFolder);
        return Open(storage, upload);
    }

    /// <summary>Opens the file for writing at any offset.</summary>
    public static SafeFileHandle Open(VaultStorage storage, Guid upload) =>
        File.OpenHandle(
            storage.PartialUploadPath(upload),
            FileMode.Open,
            FileAccess.ReadWrite,
            FileShare.Read | FileShare.Delete
        );
}
