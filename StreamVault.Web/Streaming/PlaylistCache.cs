using Microsoft.Extensions.Caching.Memory;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Storage;

namespace StreamVault.Web.Streaming;

/// <summary>Caches playlists that were requested recently. Thread-safe.</summary>
internal sealed class PlaylistCache(VaultStorage storage, StoredSizes sizes) : IDisposable
{
    /// <summary>The maximum size of the cache in bytes.</summary>
    public const int MaxCachedBytes = 32_000_000;

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MaxCachedBytes });

    /// <summary>
    /// Finds a playlist. Compares the stored file with the cached one each time, so that a deleted or re-encoded video is
    /// never served from the cache.
    /// </summary>
    /// <returns>The playlist; null if it is missing or damaged.</returns>
    /// <param name="video">The video.</param>
    /// <param name="rendition">A name accepted by <see cref="StoredNames.IsRendition"/>; null for the multivariant playlist.</param>
    public CachedPlaylist? Find(VideoId video, string? rendition)
    {
        var file = new FileInfo(Path.Combine(storage.VideoFolder(video), (rendition ?? "master") + ".m3u8"));
        if (!file.Exists)
        {
            return null;
        }

        var key = (video, rendition);
        try
        {
            if (sizes.IsWrong(video, file.Name, file.Length))
            {
                return null;
            }

            return _cache.TryGetValue(key, out CachedPlaylist? cached) && cached!.IsOf(file)
                ? cached
                : Read(file, key, rendition);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _cache.Dispose();

    private CachedPlaylist Read(FileInfo file, (VideoId, string?) key, string? rendition)
    {
        var stored = File.ReadAllText(file.FullName);
        var template = rendition is null
            ? PlaylistTemplate.Multivariant(stored)
            : PlaylistTemplate.Media(stored, rendition);
        var playlist = new CachedPlaylist(template, file.LastWriteTimeUtc, file.Length);
        return _cache.Set(key, playlist, new MemoryCacheEntryOptions { Size = template.Bytes });
    }
}
