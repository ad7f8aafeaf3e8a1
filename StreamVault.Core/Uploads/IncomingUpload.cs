using System.Runtime.ExceptionServices;
using Microsoft.Win32.SafeHandles;
using StreamVault.Core.Entities;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Uploads;

/// <summary>A file on its way in, under a temporary name. Disposing removes it unless it was accepted.</summary>
public sealed class IncomingUpload : IDisposable
{
    private readonly Guid _id = Guid.NewGuid();
    private readonly VaultStorage _storage;
    private readonly UploadIntake _intake;
    private readonly TimeProvider _clock;
    private readonly List<UploadRange> _ranges = [];
    private SafeFileHandle? _file;
    private BodyWriter? _writer;
    private long _announced;

    internal IncomingUpload(VaultStorage storage, UploadIntake intake, TimeProvider clock) =>
        (_storage, _intake, _clock) = (storage, intake, clock);

    /// <summary>Promises room to the file, until this is disposed: others count what of it is still to come.</summary>
    /// <param name="bytes">How much was announced; 0 if nothing was.</param>
    /// <returns>Null if it would be taken now, else <see cref="UploadOutcome.TooLarge"/> or <see cref="UploadOutcome.NoRoom"/>.</returns>
    public UploadOutcome? Reserve(long bytes)
    {
        _announced = bytes;
        return _intake.Reserve(_id, bytes);
    }

    /// <summary>Bytes received.</summary>
    public long Bytes => _writer?.Bytes ?? 0;

    /// <summary>What was received, range by range; complete once all bytes are.</summary>
    internal IReadOnlyList<UploadRange> Ranges => _ranges;

    internal string Path => _storage.PartialUploadPath(_id);

    /// <summary>
    /// Streams the bytes to disk in constant memory, hashing on the way, and flushes them. Since a length may not have been
    /// announced, the room is checked again as the file grows.
    /// </summary>
    /// <returns>Null when all bytes are flushed, else why the upload was refused.</returns>
    /// <exception cref="IOException">The sender's connection broke, or the disk failed.</exception>
    /// <exception cref="OperationCanceledException">The sender gave up.</exception>
    public async Task<UploadOutcome?> ReceiveAsync(Stream bytes, CancellationToken cancellationToken)
    {
        // Kept open until disposed, so that a server that starts meanwhile leaves the file alone.
        _file = PartialFile.Create(_storage, _id);
        using var writer = new BodyWriter(_file, 0, _intake.MaxBytes, KeepRange, _clock);
        _writer = writer;
        try
        {
            switch (await writer.CopyAsync(bytes, null, () => _intake.NoRoom(0, _id) is null, cancellationToken))
            {
                case BodyOutcome.TooMany:
                    return new UploadOutcome.TooLarge(_intake.MaxBytes);
                case BodyOutcome.DiskFull:
                    return NoRoom();
                case BodyOutcome.Cut:
                    ExceptionDispatchInfo.Throw(writer.CutBy!);
                    break;
            }

            await writer.SaveAsync();
            return null;
        }
        catch (IOException e) when (DiskFull.Caused(e))
        {
            return NoRoom();
        }
        finally
        {
            await writer.RestAsync();
        }
    }

    private UploadOutcome.NoRoom NoRoom() => _intake.NoRoom(0, _id) ?? new UploadOutcome.NoRoom(1, 0);

    private Task KeepRange(long end, byte[] sha256)
    {
        _ranges.Add(
            new UploadRange
            {
                UploadId = _id,
                End = end,
                Sha256 = sha256,
            }
        );
        _intake.StillToCome(_id, Math.Max(0, _announced - end));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        File.Delete(Path);
        _file?.Dispose();
        _intake.Release(_id);
    }
}
