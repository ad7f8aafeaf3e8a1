using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;
using StreamVault.Core.Entities;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Uploads;

/// <summary>
/// A file that is received in one go, under a temporary name. Disposing it deletes the file unless it was accepted. Not
/// thread-safe.
/// </summary>
public sealed partial class IncomingUpload : IDisposable
{
    private readonly Guid _id = Guid.NewGuid();
    private readonly VaultStorage _storage;
    private readonly UploadAdmission _admission;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly List<UploadRange> _ranges = [];
    private SafeFileHandle? _file;
    private BodyWriter? _writer;
    private long _announced;

    internal IncomingUpload(VaultStorage storage, UploadAdmission admission, TimeProvider clock, ILogger logger) =>
        (_storage, _admission, _clock, _logger) = (storage, admission, clock, logger);

    /// <summary>How many bytes were received.</summary>
    public long Bytes => _writer?.Bytes ?? 0;

    private string Path => _storage.PartialUploadPath(_id);

    /// <summary>Reserves disk space for the file until this is disposed.</summary>
    /// <param name="bytes">The announced size; 0 if it is unknown.</param>
    /// <returns>
    /// Null if the space is reserved, else <see cref="UploadOutcome.TooLarge"/> or
    /// <see cref="UploadOutcome.NotEnoughSpace"/>.
    /// </returns>
    public UploadOutcome? Reserve(long bytes)
    {
        _announced = bytes;
        return _admission.Reserve(_id, bytes);
    }

    /// <summary>
    /// Streams the bytes to disk in constant memory and flushes them. Their size may be unknown, so the free space is
    /// checked again while the file grows.
    /// </summary>
    /// <returns>Null when all bytes are flushed, else why the upload is refused.</returns>
    /// <exception cref="IOException">The sender's connection broke, or the disk failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<UploadOutcome?> ReceiveAsync(Stream bytes, CancellationToken cancellationToken)
    {
        // Kept open until disposed: a server that starts in the meantime leaves files in use alone.
        _file = PartialFile.Create(_storage, _id);
        using var writer = new BodyWriter(_file, 0, _admission.MaxBytes, KeepRange, HasSpace, _clock);
        _writer = writer;
        switch (await writer.WriteAsync(bytes, null, cancellationToken))
        {
            case BodyOutcome.TooLong:
                return new UploadOutcome.TooLarge(_admission.MaxBytes);
            case BodyOutcome.DiskFull:
                return new UploadOutcome.NotEnoughSpace(_admission.ShortageOnFullDisk(0, _id));
            case BodyOutcome.Interrupted:
                ExceptionDispatchInfo.Throw(writer.Interruption!);
                break;
        }

        return null;
    }

    /// <summary>The exception of the sender's stream that ended <see cref="ReceiveAsync"/>; null if there was none.</summary>
    public Exception? Interruption => _writer?.Interruption;

    /// <summary>Reads the received file back from the disk and compares it with the received bytes.</summary>
    /// <returns>The file, for <see cref="UploadIntake.AcceptAsync"/>; null if the disk holds other bytes.</returns>
    public async Task<ReceivedFile?> VerifyAsync(CancellationToken cancellationToken)
    {
        if (
            await StoredFileCheck.RunAsync(Path, Bytes, _ranges, cancellationToken) is StoredFileCheck.Intact(
                var sha256
            )
        )
        {
            return new ReceivedFile(VideoId.New(_clock.GetUtcNow()), Path, Bytes, sha256);
        }

        Log.Damaged(_logger, Bytes);
        return null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        File.Delete(Path);
        _file?.Dispose();
        _admission.Release(_id);
    }

    private bool HasSpace() => _admission.Shortage(0, _id) is null;

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
        _admission.SetRemaining(_id, Math.Max(0, _announced - end));
        return Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Error,
            "Data of an upload of {Bytes} bytes was read back differently. The disk may be failing"
        )]
        public static partial void Damaged(ILogger logger, long bytes);
    }
}
