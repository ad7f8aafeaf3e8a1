using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace StreamVault.Core.Storage;

/// <summary>
/// A file that reserves disk space. It is deleted when the disk is full, so that the owner can still sign in, delete,
/// cancel and rename, and created again once there is space. Thread-safe.
/// </summary>
public sealed partial class Ballast(VaultStorage storage, ILogger<Ballast> logger)
{
    /// <summary>Its size: 32 MiB, hundreds of times what a request writes.</summary>
    public const long Bytes = 32 << 20;

    /// <summary>With less free space than this, 8 MiB, it is released for the owner's next write.</summary>
    public const long Low = 8 << 20;

    private const int BlockBytes = 1 << 20;
    private readonly Lock _lock = new();

    /// <summary>Whether the space is held now.</summary>
    public bool IsHeld => new FileInfo(storage.BallastPath) is { Exists: true, Length: Bytes };

    /// <summary>Deletes the file if the disk is almost full. Call it before a write that the owner requested.</summary>
    public void GiveUpIfLow()
    {
        if (storage.FreeBytes >= Low || !File.Exists(storage.BallastPath))
        {
            return;
        }

        lock (_lock)
        {
            File.Delete(storage.BallastPath);
        }

        Log.GivenUp(logger, Bytes >> 20);
    }

    /// <summary>Creates the file if it is missing and there is space for twice its size. Safe to repeat.</summary>
    public void Restore()
    {
        lock (_lock)
        {
            if (IsHeld || storage.FreeBytes < 2 * Bytes)
            {
                return;
            }

            try
            {
                Write(storage.BallastPath);
            }
            catch (IOException e) when (DiskFull.Caused(e))
            {
                // Another write took the space; retried later.
                File.Delete(storage.BallastPath);
            }
        }
    }

    private static void Write(string path)
    {
        File.Delete(path);
        using var stream = VaultStorage.CreatePrivateFile(path);
        var file = stream.SafeFileHandle;
        // Reserving space writes nothing. If that is not supported, random bytes are written, since a compressing disk
        // would reserve no space for zeros.
        if (!FileSpace.TryReserve(file, Bytes, grow: true))
        {
            var block = new byte[BlockBytes];
            for (var at = 0L; at < Bytes; at += BlockBytes)
            {
                RandomNumberGenerator.Fill(block);
                RandomAccess.Write(file, block, at);
            }
        }

        RandomAccess.FlushToDisk(file);
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "The disk is full. {Megabytes} MB of reserved space were released, so that you can sign in and delete videos"
        )]
        public static partial void GivenUp(ILogger logger, long megabytes);
    }
}
