using System.Buffers;
using System.Security.Cryptography;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Uploads;

/// <summary>A file on its way in, under a temporary name. Disposing removes it unless it was accepted.</summary>
public sealed class IncomingUpload : IDisposable
{
    private const int BufferBytes = 256 << 10;
    private const long LookForRoomEvery = 64L << 20;
    private readonly Guid _id = Guid.NewGuid();
    private readonly UploadIntake _intake;
    private Microsoft.Win32.SafeHandles.SafeFileHandle? _file;
    private long _announced;

    internal IncomingUpload(VaultStorage storage, UploadIntake intake)
    {
        _intake = intake;
        Path = storage.PartialUploadPath(_id);
    }

    /// <summary>Promises room to the file, until this is disposed: others count what of it is still to come.</summary>
    /// <param name="bytes">How much was announced; 0 if nothing was.</param>
    /// <returns>Null if it would be taken now, else <see cref="UploadOutcome.TooLarge"/> or <see cref="UploadOutcome.NoRoom"/>.</returns>
    public UploadOutcome? Reserve(long bytes)
    {
        _announced = bytes;
        return _intake.Reserve(_id, bytes);
    }

    /// <summary>Bytes received.</summary>
    public long Bytes { get; private set; }

    /// <summary>Lower-case hex SHA-256 of the bytes; empty until all are received.</summary>
    public string Sha256 { get; private set; } = "";

    internal string Path { get; }

    /// <summary>
    /// Streams the bytes to disk in constant memory, hashing on the way, and makes them survive a power cut. Since a
    /// length may not have been announced, the room is looked at again every 64 MiB.
    /// </summary>
    /// <returns>Null when all bytes are safe, else why no more are taken.</returns>
    public async Task<UploadOutcome?> ReceiveAsync(Stream bytes, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // Held until disposed: as long as it is, a server that starts beside this process leaves the file alone.
        var file = _file = File.OpenHandle(
            Path,
            FileMode.CreateNew,
            FileAccess.Write,
            FileShare.Read | FileShare.Delete,
            FileOptions.Asynchronous
        );
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        var lookForRoomAt = LookForRoomEvery;
        try
        {
            int read;
            while ((read = await bytes.ReadAtLeastAsync(buffer, buffer.Length, false, cancellationToken)) > 0)
            {
                if (_intake.TooLarge(Bytes + read) is { } tooLarge)
                {
                    return tooLarge;
                }

                if (Bytes + read > lookForRoomAt)
                {
                    lookForRoomAt += LookForRoomEvery;
                    if (_intake.NoRoom(read, _id) is { } noRoom)
                    {
                        return noRoom;
                    }
                }

                hash.AppendData(buffer, 0, read);
                if (!await WriteAsync(file, buffer.AsMemory(0, read), cancellationToken))
                {
                    return _intake.NoRoom(read, _id) ?? new UploadOutcome.NoRoom(read, 0);
                }

                Bytes += read;
                _intake.StillToCome(_id, Math.Max(0, _announced - Bytes));
            }

            RandomAccess.FlushToDisk(file);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        return null;
    }

    /// <summary>Reads the file once more and compares it with what came in.</summary>
    internal async Task<bool> IsAsReceivedAsync(CancellationToken cancellationToken)
    {
        var whole = new UploadRange { End = Bytes, Sha256 = Convert.FromHexString(Sha256) };
        return await StoredFileCheck.RunAsync(Path, Bytes, [whole], cancellationToken) is StoredFileCheck.Whole;
    }

    private async Task<bool> WriteAsync(
        Microsoft.Win32.SafeHandles.SafeFileHandle file,
        ReadOnlyMemory<byte> bytes,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await RandomAccess.WriteAsync(file, bytes, Bytes, cancellationToken);
            return true;
        }
        catch (IOException e) when (DiskFull.Caused(e))
        {
            return false;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        File.Delete(Path);
        _file?.Dispose();
        _intake.Release(_id);
    }
}
