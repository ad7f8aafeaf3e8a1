using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Uploads;

/// <summary>
/// Writes what a request brings to the end of a file, in constant memory: while one piece is hashed and written, the next
/// is received. Now and again it makes sure that what was written is safe, beside the receiving.
/// </summary>
/// <param name="file">Where to.</param>
/// <param name="offset">Where the first byte belongs.</param>
/// <param name="most">How many bytes belong there at most.</param>
/// <param name="save">
/// Records that the bytes up to an offset are on disk and what they hash to; called with one range after the other.
/// </param>
/// <param name="clock">The time.</param>
internal sealed class BodyWriter(
    SafeFileHandle file,
    long offset,
    long most,
    Func<long, byte[], Task> save,
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

    /// <summary>How many bytes were written.</summary>
    public long Bytes => _written - _begin;

    /// <summary>Why receiving was interrupted; null unless it ended with <see cref="BodyOutcome.Cut"/>.</summary>
    public Exception? CutBy { get; private set; }

    /// <summary>Receives until the sender is done, the connection breaks, or the disk takes no more.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="checksum">Hashes them on the way; then nothing is saved before <see cref="SaveAsync"/>.</param>
    /// <param name="hasRoom">Asked now and again whether the disk may take more.</param>
    /// <param name="cancellationToken">Ends it as a broken connection does.</param>
    public async Task<BodyOutcome> CopyAsync(
        Stream body,
        IncrementalHash? checksum,
        Func<bool> hasRoom,
        CancellationToken cancellationToken
    )
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
                    return CutBy is not null ? BodyOutcome.Cut : BodyOutcome.Complete;
                }

                if (Bytes + read > most)
                {
                    return BodyOutcome.TooMany;
                }

                if (checksum is null && IsTimeToSave && _saving.IsCompleted)
                {
                    await _saving;
                    if (!hasRoom())
                    {
                        return BodyOutcome.DiskFull;
                    }

                    _saving = SaveRangeAsync();
                }

                (receiving, writing) = (writing, receiving);
                var piece = writing.AsMemory(0, read);
                storing = Task.Run(() => Store(piece.Span, checksum), CancellationToken.None);
            }
        }
        catch (IOException e) when (DiskFull.Caused(e))
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

    /// <summary>Makes everything that was written safe, and records it.</summary>
    public async Task SaveAsync()
    {
        await _saving;
        if (_written > _savedUpTo)
        {
            await SaveRangeAsync();
        }
    }

    /// <summary>Waits until nothing is written or recorded any more, whatever came of it.</summary>
    public async Task RestAsync() => await _saving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <inheritdoc />
    public void Dispose() => _range.Dispose();

    private bool IsTimeToSave =>
        _written > _savedUpTo
        && (_written - _savedUpTo >= SaveEveryBytes || clock.GetElapsedTime(_savedAt) >= _saveEvery);

    private static byte[] Rent() => ArrayPool<byte>.Shared.Rent(BufferBytes);

    // Whole buffers, since small pieces cost more; but what came before a connection broke counts.
    private async Task<int> FillAsync(Stream body, byte[] buffer, CancellationToken cancellationToken)
    {
        var filled = 0;
        try
        {
            int read;
            while (
                CutBy is null
                && filled < BufferBytes
                && (read = await body.ReadAsync(buffer.AsMemory(filled, BufferBytes - filled), cancellationToken)) > 0
            )
            {
                filled += read;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            CutBy = e;
        }

        return filled;
    }

    private void Store(ReadOnlySpan<byte> piece, IncrementalHash? checksum)
    {
        RandomAccess.Write(file, piece, _written);
        // After the writing: what could not be written must not be part of the range's hash.
        _range.AppendData(piece);
        checksum?.AppendData(piece);
        _written += piece.Length;
    }

    // The hash is taken before the first wait, since writing goes on meanwhile.
    private Task SaveRangeAsync()
    {
        (_savedUpTo, _savedAt) = (_written, clock.GetTimestamp());
        var (end, hash) = (_written, _range.GetHashAndReset());
        return Task.Run(async () =>
        {
            RandomAccess.FlushToDisk(file);
            await save(end, hash);
        });
    }
}
