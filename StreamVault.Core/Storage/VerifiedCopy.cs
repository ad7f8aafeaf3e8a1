using System.Buffers;
using System.Security.Cryptography;

namespace StreamVault.Core.Storage;

/// <summary>Moves a file, or copies it to another disk so that the original may be deleted afterwards.</summary>
internal static class VerifiedCopy
{
    private const int BufferBytes = 1 << 20;
    private const int CrossDevice = 18; // EXDEV
    private const int WindowsNotSameDevice = unchecked((int)0x80070011);

    /// <summary>Gives a file another name on the same disk, in one step, and makes that survive a power cut.</summary>
    /// <returns>False if the other name is on another disk; then nothing happened.</returns>
    /// <exception cref="IOException">There is something of that name, or the system could not.</exception>
    /// <exception cref="UnauthorizedAccessException">One of the folders may not be changed.</exception>
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

        // One change of one disk: where the new name is safe, the old one is gone for good.
        VaultStorage.FlushFolder(Path.GetDirectoryName(to)!);
        return true;
    }

    /// <summary>Renames a file, or copies it to another disk and then deletes the original. Survives a power cut.</summary>
    /// <exception cref="IOException">The move failed; the original is still there.</exception>
    public static async Task MoveAsync(string from, string to, CancellationToken cancellationToken)
    {
        if (!TryRename(from, to))
        {
            await RunAsync(from, to, _ => { }, cancellationToken);
            File.Delete(from);
        }
    }

    /// <summary>
    /// Copies a file, flushes the copy, reads it back from the disk and compares. Only an identical copy gets its name.
    /// </summary>
    /// <param name="from">The original, which is left alone.</param>
    /// <param name="to">The name of the copy; what lies there is replaced.</param>
    /// <param name="copied">Told now and again how many bytes are copied.</param>
    /// <param name="cancellationToken">Gives up; what was copied so far lies under the name with <c>.part</c>.</param>
    /// <returns>Lower-case hex SHA-256 of the bytes.</returns>
    /// <exception cref="IOException">The disk is full, or the copy is not what was read.</exception>
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
