using Microsoft.Extensions.Caching.Memory;
using StreamVault.Core.Entities;
using StreamVault.Core.Integrity;
using StreamVault.Core.Storage;

namespace StreamVault.Web.Streaming;

/// <summary>Playlists that were asked for lately, ready to be sent. Thread-safe.</summary>
internal sealed class PlaylistCache(VaultStorage storage, StoredSizes sizes, TimeProvider clock) : IDisposable
{
    /// <summary>What all of them together may occupy in bytes.</summary>
    public const int MostBytes = 32_000_000;

    /// <summary>How long <see cref="FindSeen"/> takes a file for what it was: 1 second.</summary>
    public static readonly TimeSpan SeenFor = TimeSpan.FromSeconds(1);

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    /// <summary>
    /// Finds a playlist. Whether the stored file is still the same is looked up each time, so that a video that was deleted or
    /// made anew is never answered from memory.
    /// </summary>
    /// <returns>The playlist; null if there is none, or it is damaged.</returns>
    /// <param name="video">Its video.</param>
    /// <param name="rendition">A name that <see cref="StoredNames.IsRendition"/> knows; null for the multivariant playlist.</param>
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

            var playlist =
                _cache.TryGetValue(key, out CachedPlaylist? cached) && cached!.IsOf(file)
                    ? cached
                    : Read(file, key, rendition);
            playlist.Seen = clock.GetTimestamp();
            return playlist;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// A playlist that <see cref="Find"/> brought within <see cref="SeenFor"/>, without looking at the disk; null for every
    /// other. For holders of tokens: those of a deleted video end with it.
    /// </summary>
    public CachedPlaylist? FindSeen(VideoId video, string? rendition) =>
        _cache.TryGetValue((video, rendition), out CachedPlaylist? cached)
        && clock.GetElapsedTime(cached!.Seen) < SeenFor
            ? cached
            : null;

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
