using Microsoft.Extensions.Caching.Memory;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;

namespace StreamVault.Web.Streaming;

/// <summary>
/// Playlists that were asked for lately, ready to be written. Whether the stored file is still the same is looked up each
/// time, so that a video that was deleted or made anew is never answered from memory. Thread-safe.
/// </summary>
internal sealed class PlaylistCache(VaultStorage storage) : IDisposable
{
    /// <summary>What all of them together may occupy in bytes.</summary>
    public const int MostBytes = 16_000_000;

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    /// <summary>A playlist with what names its content.</summary>
    /// <param name="Template">The playlist.</param>
    /// <param name="Written">When the stored file was written.</param>
    /// <param name="Length">Bytes of the stored file.</param>
    public sealed record Entry(PlaylistTemplate Template, DateTime Written, long Length);

    /// <returns>The playlist; null if there is none.</returns>
    /// <param name="video">Its video.</param>
    /// <param name="rendition">A name that <see cref="StoredNames.IsRendition"/> knows; null for the multivariant playlist.</param>
    public Entry? Find(VideoId video, string? rendition)
    {
        var file = new FileInfo(Path.Combine(storage.VideoFolder(video), (rendition ?? "master") + ".m3u8"));
        if (!file.Exists)
        {
            return null;
        }

        var key = (video, rendition);
        if (
            _cache.TryGetValue(key, out Entry? found)
            && found!.Written == file.LastWriteTimeUtc
            && found.Length == file.Length
        )
        {
            return found;
        }

        try
        {
            var stored = File.ReadAllText(file.FullName);
            var template = rendition is null
                ? PlaylistTemplate.Multivariant(stored)
                : PlaylistTemplate.Media(stored, rendition);
            var entry = new Entry(template, file.LastWriteTimeUtc, file.Length);
            return _cache.Set(key, entry, new MemoryCacheEntryOptions { Size = template.Bytes });
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _cache.Dispose();
}
