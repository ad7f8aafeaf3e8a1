using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using StreamVault.Core.Entities;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Uploads;

/// <summary>
/// Reads a file from the disk (<see cref="UncachedRead"/>) and compares it, range by range, with the received bytes.
/// </summary>
internal abstract record StoredFileCheck
{
    private const int BufferBytes = 1 << 20;

    private StoredFileCheck() { }

    /// <summary>The file has all received bytes.</summary>
    /// <param name="Sha256">Lower-case hex SHA-256 of the whole file, as read.</param>
    public sealed record Intact(string Sha256) : StoredFileCheck;

    /// <summary>The file differs.</summary>
    /// <param name="IntactBytes">How many bytes from the start are verified.</param>
    public sealed record Damaged(long IntactBytes) : StoredFileCheck;

    /// <summary>Flushes the file and reads it once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">Its expected size in bytes.</param>
    /// <param name="ranges">The received ranges, in order.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    public static async Task<StoredFileCheck> RunAsync(
        string path,
        long length,
        IReadOnlyList<UploadRange> ranges,
        CancellationToken cancellationToken
    )
    {
        using var file = UncachedRead.Open(path);
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var part = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            long begin = 0;
            foreach (var range in ranges)
            {
                await HashAsync(file, begin, range.End, buffer, [whole, part], cancellationToken);
                if (!part.GetHashAndReset().AsSpan().SequenceEqual(range.Sha256))
                {
                    return new Damaged(begin);
                }

                begin = range.End;
            }

            return begin == length ? new Intact(Convert.ToHexStringLower(whole.GetHashAndReset())) : new Damaged(begin);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task HashAsync(
        SafeFileHandle file,
        long begin,
        long end,
        byte[] buffer,
        IncrementalHash[] hashes,
        CancellationToken cancellationToken
    )
    {
        int read;
        for (var at = begin; at < end; at += read)
        {
            var most = (int)Math.Min(BufferBytes, end - at);
            read = await RandomAccess.ReadAsync(file, buffer.AsMemory(0, most), at, cancellationToken);
            if (read == 0)
            {
                return; // The file is shorter than received, so the hash differs.
            }

            var bytes = read;
            // Both hashes of the same bytes are computed in parallel.
            await Task.WhenAll(hashes.Select(hash => Task.Run(() => hash.AppendData(buffer, 0, bytes), default)));
        }
    }
}
