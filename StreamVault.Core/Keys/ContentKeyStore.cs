using Microsoft.Extensions.Caching.Memory;
using StreamVault.Core.Entities;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Keys;

/// <summary>Stores one AES-128 key per video: 16 bytes in a file that only the server's account can read. Thread-safe.</summary>
/// <param name="storage">The data folder.</param>
public sealed class ContentKeyStore(VaultStorage storage) : IDisposable
{
    /// <summary>How many keys are cached.</summary>
    public const int MaxCached = 1000;

    private readonly MemoryCache _remembered = new(new MemoryCacheOptions { SizeLimit = MaxCached });

    private sealed record Remembered(byte[] Key, DateTime Written);

    /// <summary>
    /// The video's key, or null if it has none (yet). A recently used key comes from memory, as long as its file is unchanged.
    /// Don't change the array.
    /// </summary>
    /// <exception cref="InvalidDataException">The key file is damaged: restore it from a backup.</exception>
    public byte[]? Find(VideoId video)
    {
        var file = new FileInfo(storage.KeyPath(video));
        if (!file.Exists)
        {
            return null;
        }

        var written = file.LastWriteTimeUtc;
        if (
            file.Length == ContentKey.Length
            && _remembered.TryGetValue(video, out Remembered? found)
            && found!.Written == written
        )
        {
            return found.Key;
        }

        if (Read(video) is not { } key)
        {
            return null;
        }

        _remembered.Set(video, new Remembered(key, written), new MemoryCacheEntryOptions { Size = 1 });
        return key;
    }

    private byte[]? Read(VideoId video)
    {
        try
        {
            var bytes = File.ReadAllBytes(storage.KeyPath(video));
            return bytes.Length == ContentKey.Length
                ? bytes
                : throw new InvalidDataException(
                    $"The key file of video {video} holds {bytes.Length} bytes instead of {ContentKey.Length}. "
                        + "Restore it from a backup: without it the video can't be played."
                );
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// Creates the video's key if it has none. The key is durable before anything is encrypted with it, and every attempt to
    /// encode the video uses the same key.
    /// </summary>
    /// <returns>The path of the key file.</returns>
    internal string Ensure(VideoId video)
    {
        var path = storage.KeyPath(video);
        if (Find(video) is not null)
        {
            return path;
        }

        var partial = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            using (var file = VaultStorage.CreatePrivateFile(partial))
            {
                file.Write(ContentKey.New().ToArray());
                file.Flush(flushToDisk: true);
            }

            // If two attempts create a key at the same time, the first stays: it may already be in use.
            File.Move(partial, path, overwrite: false);
            VaultStorage.FlushFolder(Path.GetDirectoryName(path)!);
        }
        catch (IOException) when (File.Exists(path))
        {
            return path;
        }
        finally
        {
            File.Delete(partial);
        }

        return path;
    }

    /// <inheritdoc />
    public void Dispose() => _remembered.Dispose();
}
