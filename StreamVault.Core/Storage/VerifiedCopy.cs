using System.Buffers;
using System.Security.Cryptography;

namespace StreamVault.Core.Storage;

/// <summary>Moves files, or copies them to another disk and verifies the copy, so that the original can be deleted.</summary>
internal static class VerifiedCopy
{
    private const int BufferBytes = 1 << 20;
    private const int CrossDevice = 18; // EXDEV
    private const int WindowsNotSameDevice = unchecked((int)0x80070011);

    /// <summary>Renames a file on the same disk, in one step, and flushes the folder.</summary>
    /// <returns>False if the new path is on another disk; then nothing has changed.</returns>
    /// <exception cref="IOException">The new path exists already, or the disk failed.</exception>
    /// <exception cref="UnauthorizedAccessException">One of the folders can't be changed by this account.</exception>
    public static bool TryRename(string from, string to)
    {
        try
        {
            // File.Move would copy to another disk, unverified; this renames or fails, files as well as folders.
            Directory.Move(from, to);
        }
        catch (IOException e) when (e.HResult is CrossDevice or WindowsNotSameDevice)
        {
            return false;
        }

        // A rename is one change of the file system: once the new name is on disk, the old one is gone.
        VaultStorage.FlushFolder(Path.GetDirectoryName(to)!);
        return true;
    }

    /// <summary>Renames a file, or copies it to another disk and then deletes the original. Survives a power cut.</summary>
    /// <exception cref="IOException">The move failed; the original is still there.</exception>
    public static async Task MoveAsync(string from, string to, CancellationToken cancellationToken)
    {
        if (!TryRename(from, to))
        {
            var stamp = FileStamp.Of(from);
            await RunAsync(from, to, _ => { }, cancellationToken);
            if (FileStamp.Of(from) != stamp || FileWriting.Of(from) == FileWriters.Present)
            {
                File.Delete(to);
                throw new IOException("The file was changed while it was copied. It is still in its place.");
            }

            File.Delete(from);
        }
    }

    /// <summary>
    /// Copies a file, flushes the copy, reads it back from the disk and compares. Only an identical copy gets its name.
    /// </summary>
    /// <param name="from">The original, which is only read.</param>
    /// <param name="to">The path of the copy; an existing file is replaced.</param>
    /// <param name="copied">Called with the number of bytes copied so far.</param>
    /// <param name="cancellationToken">Cancels; the partial copy stays, with <c>.part</c> after its name.</param>
    /// <returns>Lower-case hex SHA-256 of the bytes.</returns>
    /// <exception cref="IOException">The disk is full, or the copy differs.</exception>
    public static async Task<string> RunAsync(
        string from,
        string to,
        Action<long> copied,
        CancellationToken cancellationToken
    )
    {
        var unnamed = to + ".part";
        var sha256 = await CopyAsync(from, unnamed, copied, cancellationToken);
        if (await HashAsync(unnamed, cancellationToken) != sha256)
        {
            throw new IOException("The copy differs from the original: the disk or the memory may be failing.");
        }

        File.Move(unnamed, to, overwrite: true);
        VaultStorage.FlushFolder(Path.GetDirectoryName(to)!);
        return sha256;
    }

    /// <summary>Flushes a file, then reads it from the disk (<see cref="UncachedRead"/>).</summary>
    /// <returns>Lower-case hex SHA-256 of its bytes.</returns>
    public static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(UncachedRead.Open(path), FileAccess.Read, bufferSize: 0);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }

    private static async Task<string> CopyAsync(
        string from,
        string to,
        Action<long> copied,
        CancellationToken cancellationToken
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var source = new FileStream(
            from,
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read,
            bufferSize: 0,
            FileOptions.Asynchronous | FileOptions.SequentialScan
        );
        await using var copy = new FileStream(to, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            int read;
            while ((read = await source.ReadAsync(buffer, cancellationToken)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                await copy.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                copied(copy.Position);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        copy.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
