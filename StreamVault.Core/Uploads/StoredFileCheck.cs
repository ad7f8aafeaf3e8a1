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

    /// <summary>Every byte is as it came.</summary>
    /// <param name="Sha256">Lower-case hex SHA-256 of the whole file, as read.</param>
    public sealed record Whole(string Sha256) : StoredFileCheck;

    /// <summary>Something differs.</summary>
    /// <param name="Right">How many bytes from the beginning are right for certain.</param>
    public sealed record Damaged(long Right) : StoredFileCheck;

    /// <summary>Flushes the file and reads it once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">How long it must be.</param>
    /// <param name="ranges">Its ranges, in order.</param>
    /// <param name="cancellationToken">Gives up.</param>
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

            return begin == length ? new Whole(Convert.ToHexStringLower(whole.GetHashAndReset())) : new Damaged(begin);
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
                return; // Shorter than it was: the hash differs.
            }

            var bytes = read;
            // Two kinds of hash of the same bytes, at the same time.
            await Task.WhenAll(hashes.Select(hash => Task.Run(() => hash.AppendData(buffer, 0, bytes), default)));
        }
    }
}
