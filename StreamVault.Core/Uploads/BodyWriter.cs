using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Uploads;

/// <summary>
/// Appends the body of a request to a file, in constant memory: while one buffer is hashed and written, the next is
/// received. Every 2 seconds or 64 MiB it flushes the file and saves a range, without interrupting the transfer. All
/// uploads are written here. Use it for one body.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="offset">Where the first byte belongs.</param>
/// <param name="maxBytes">How many bytes may be written.</param>
/// <param name="saveRange">
/// Saves the end and the SHA-256 of a range that is flushed to disk; called for one range after another, never
/// concurrently.
/// </param>
/// <param name="hasSpace">Whether the disk has space for more; asked before each save.</param>
/// <param name="clock">The time.</param>
internal sealed class BodyWriter(
    SafeFileHandle file,
    long offset,
    long maxBytes,
    Func<long, byte[], Task> saveRange,
    Func<bool> hasSpace,
    TimeProvider clock
) : IDisposable
{
    private const int BufferBytes = 256 << 10;
    private const long SaveEveryBytes = 64L << 20;
    private static readonly TimeSpan _saveEvery = TimeSpan.FromSeconds(2);
    private readonly IncrementalHash _range = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly long _begin = offset;
    private Task _saving = Task.CompletedTask;
    private long _savedUpTo = offset;
    private long _savedAt = clock.GetTimestamp();
    private long _written = offset;
    private long _received;
    private volatile bool _hasWholeBody;

    /// <summary>How many bytes were written.</summary>
    public long Bytes => _written - _begin;

    /// <summary>The size of the body; null if it is unknown.</summary>
    public long? BodyBytes { get; init; }

    /// <summary>Whether the whole body has arrived, so that only saving is left.</summary>
    public bool HasWholeBody => _hasWholeBody;

    /// <summary>Why receiving stopped; null unless the outcome is <see cref="BodyOutcome.Interrupted"/>.</summary>
    public Exception? Interruption { get; private set; }

    /// <summary>Writes and saves until the body ends, the connection breaks or the disk is full.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="checksum">What they must hash to; if given, nothing is saved before the body is complete.</param>
    /// <param name="cancellationToken">Has the same effect as a broken connection.</param>
    /// <returns>The outcome, once nothing is being written or saved any more.</returns>
    public async Task<BodyOutcome> WriteAsync(Stream body, BodyChecksum? checksum, CancellationToken cancellationToken)
    {
        using var hash = checksum is null ? null : IncrementalHash.CreateHash(checksum.Algorithm);
        try
        {
            var outcome = await CopyAsync(body, hash, cancellationToken);
            if (checksum is not null && outcome == BodyOutcome.Complete && !Matches(hash!, checksum))
            {
                return BodyOutcome.ChecksumMismatch;
            }

            // A checksum can't be verified until all of its bytes have arrived.
            var isVerified = checksum is null || outcome == BodyOutcome.Complete;
            return outcome == BodyOutcome.TooLong || !isVerified || await TrySaveAsync()
                ? outcome
                : BodyOutcome.DiskFull;
        }
        finally
        {
            await _saving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _range.Dispose();

    private static bool Matches(IncrementalHash hash, BodyChecksum checksum) =>
        CryptographicOperations.FixedTimeEquals(hash.GetHashAndReset(), checksum.Expected);

    private async Task<BodyOutcome> CopyAsync(Stream body, IncrementalHash? hash, CancellationToken cancellationToken)
    {
        var (receiving, writing) = (Rent(), Rent());
        var storing = Task.CompletedTask;
        try
        {
            while (true)
            {
                var read = await FillAsync(body, receiving, cancellationToken);
                await storing;
                if (read == 0)
                {
                    return Interruption is not null ? BodyOutcome.Interrupted : BodyOutcome.Complete;
                }

                if (Bytes + read > maxBytes)
                {
                    return BodyOutcome.TooLong;
                }

                if (hash is null && IsTimeToSave && _saving.IsCompleted)
                {
                    await _saving;
                    if (!hasSpace())
                    {
                        return BodyOutcome.DiskFull;
                    }

                    _saving = SaveRangeAsync();
                }

                (receiving, writing) = (writing, receiving);
                var piece = writing.AsMemory(0, read);
                storing = Task.Run(() => Store(piece.Span, hash), CancellationToken.None);
            }
        }
        catch (Exception e) when (DiskFull.Caused(e))
        {
            return BodyOutcome.DiskFull;
        }
        finally
        {
            await storing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ArrayPool<byte>.Shared.Return(receiving);
            ArrayPool<byte>.Shared.Return(writing);
        }
    }

    private async Task<bool> TrySaveAsync()
    {
        try
        {
            await _saving;
            if (_written > _savedUpTo)
            {
                await SaveRangeAsync();
            }

            return true;
        }
        catch (Exception e) when (DiskFull.Caused(e))
        {
            return false;
        }
    }

    private bool IsTimeToSave =>
        _written > _savedUpTo
        && (_written - _savedUpTo >= SaveEveryBytes || clock.GetElapsedTime(_savedAt) >= _saveEvery);

    private static byte[] Rent() => ArrayPool<byte>.Shared.Rent(BufferBytes);

    // Fills whole buffers, since many small writes are slow. Bytes from before a connection broke are kept.
    private async Task<int> FillAsync(Stream body, byte[] buffer, CancellationToken cancellationToken)
    {
        var filled = 0;
        try
        {
            while (Interruption is null && filled < BufferBytes)
            {
                var read = await body.ReadAsync(buffer.AsMemory(filled, BufferBytes - filled), cancellationToken);
                (filled, _received) = (filled + read, _received + read);
                _hasWholeBody |= read == 0 || _received == BodyBytes;
                if (read == 0)
                {
                    break;
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            Interruption = e;
        }

        return filled;
    }

    private void Store(ReadOnlySpan<byte> piece, IncrementalHash? hash)
    {
        RandomAccess.Write(file, piece, _written);
        // Hashed after the write: bytes that could not be written must not be part of the range's hash.
        _range.AppendData(piece);
        hash?.AppendData(piece);
        _written += piece.Length;
    }

    // The hash is taken before the first await, since writing continues in the meantime.
    private Task SaveRangeAsync()
    {
        (_savedUpTo, _savedAt) = (_written, clock.GetTimestamp());
        var (end, sha256) = (_written, _range.GetHashAndReset());
        return Task.Run(async () =>
        {
            RandomAccess.FlushToDisk(file);
            await saveRange(end, sha256);
        });
    }
}
