using System.Buffers;
using System.Security.Cryptography;

namespace StreamVault.Core.Integrity;

/// <summary>Computes the SHA-256 of files in large blocks, so that it can stop in the middle of a file.</summary>
internal static class FileHash
{
    private const int PieceBytes = 1 << 20;
    private const int PiecesBetweenLooks = 16;

    /// <summary>A callback that always continues.</summary>
    public static Func<CancellationToken, Task<bool>> Always { get; } = _ => Task.FromResult(true);

    /// <returns>The SHA-256 as lower-case hex.</returns>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <param name="path">The file.</param>
    /// <param name="continues">Called every 16 MiB; returns whether to continue.</param>
    /// <param name="cancellationToken">Cancels between two blocks.</param>
    /// <returns>The size and hash of the file; null if it stopped early.</returns>
    /// <exception cref="IOException">The file is missing or can't be read.</exception>
    public static async Task<StoredFile?> ReadAsync(
        string path,
        Func<CancellationToken, Task<bool>> continues,
        CancellationToken cancellationToken
    )
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            var (offset, pieces) = (0L, 0);
            int read;
            while ((read = RandomAccess.Read(file, buffer, offset)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                offset += read;
                cancellationToken.ThrowIfCancellationRequested();
                if (++pieces % PiecesBetweenLooks == 0 && !await continues(cancellationToken))
                {
                    return null;
                }
            }

            return new StoredFile(offset, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
