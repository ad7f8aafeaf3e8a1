using Microsoft.Extensions.Caching.Memory;
using StreamVault.Core.Entities;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Integrity;

/// <summary>
/// Caches the file sizes of recently watched videos from their manifests, so that playback can detect a truncated
/// segment without reading any file. Thread-safe.
/// </summary>
public sealed class StoredSizes(VaultStorage storage) : IDisposable
{
    private const long MaxBytes = 64_000_000;
    private const int BytesPerFile = 100;
    private const int BytesPerVideo = 500;

    private static readonly TimeSpan WithoutManifest = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MaxBytes });

    private sealed record Sizes(IReadOnlyDictionary<string, long>? Files, DateTime Written);

    /// <summary>
    /// Whether the size of a stored file differs from its manifest. Reads the manifest if it isn't cached.
    /// </summary>
    /// <returns>False also for files that aren't in a manifest.</returns>
    public bool IsWrong(VideoId video, string name, long bytes)
    {
        if (_cache.TryGetValue(video, out Sizes? sizes) && !Differs(sizes!, name, bytes))
        {
            return false;
        }

        // Checked again before damage is reported, because the video may have been re-encoded.
        var folder = storage.VideoFolder(video);
        var written = File.GetLastWriteTimeUtc(Path.Combine(folder, ManifestFiles.FactsName));
        if (sizes is null || sizes.Written != written)
        {
            sizes = new Sizes(ManifestFiles.ReadSizes(folder), written);
            _cache.Set(
                video,
                sizes,
                new MemoryCacheEntryOptions
                {
                    Size = BytesPerVideo + BytesPerFile * (sizes.Files?.Count ?? 0L),
                    // The manifest may be created at any time.
                    AbsoluteExpirationRelativeToNow = sizes.Files is null ? WithoutManifest : null,
                }
            );
        }

        return Differs(sizes, name, bytes);
    }

    private static bool Differs(Sizes sizes, string name, long bytes) =>
        sizes.Files is { } files && files.TryGetValue(name, out var expected) && expected != bytes;

    /// <inheritdoc />
    public void Dispose() => _cache.Dispose();
}
