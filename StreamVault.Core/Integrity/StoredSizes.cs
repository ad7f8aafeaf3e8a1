using Microsoft.Extensions.Caching.Memory;
using StreamVault.Core.Library;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Integrity;

/// <summary>
/// The sizes in the manifests of videos that were watched lately, in memory, so that playback can tell a cut segment without
/// reading anything. Thread-safe.
/// </summary>
public sealed class StoredSizes(VaultStorage storage) : IDisposable
{
    private const long MostBytes = 64_000_000;
    private const int BytesPerFile = 100;
    private const int BytesPerVideo = 500;

    private static readonly TimeSpan WithoutManifest = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    private sealed record Sizes(IReadOnlyDictionary<string, long>? Files, DateTime Written);

    /// <summary>
    /// Whether a stored file has another size than the manifest says, as far as memory knows: false if the manifest is not in
    /// memory. Reads nothing.
    /// </summary>
    public bool SeemsWrong(VideoId video, string name, long bytes) =>
        _cache.TryGetValue(video, out Sizes? sizes) && Differs(sizes!, name, bytes);

    /// <summary>Whether a stored file has another size than the manifest says. Reads the manifest if it has to.</summary>
    /// <returns>False also for files that are in no manifest.</returns>
    public bool IsWrong(VideoId video, string name, long bytes)
    {
        if (_cache.TryGetValue(video, out Sizes? sizes) && !Differs(sizes!, name, bytes))
        {
            return false;
        }

        // Looked at again before anything is called damaged: the video may have been made anew.
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
                    // One may be made any time.
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
