using StreamVault.Core.Entities;
using StreamVault.Core.Library;

namespace StreamVault.Core.Similarity;

/// <summary>Shows the same moments of two similar videos. Thread-safe.</summary>
public sealed class SimilarFrames : IDisposable
{
    // A page requests many strips at once, and they must not slow down playback.
    private const int MaxConcurrent = 2;
    private readonly SemaphoreSlim _slots = new(MaxConcurrent);
    private readonly FingerprintStore _fingerprints;
    private readonly StoredFrames _frames;
    private readonly VideoLibrary _library;

    internal SimilarFrames(FingerprintStore fingerprints, StoredFrames frames, VideoLibrary library) =>
        (_fingerprints, _frames, _library) = (fingerprints, frames, library);

    /// <summary>Makes a JPEG image of frames of a video from the part that another video shows too.</summary>
    /// <param name="id">The video.</param>
    /// <param name="other">The other video.</param>
    /// <param name="cancellationToken">Ends FFmpeg.</param>
    /// <returns>Null if the video can't be read, or if the two weren't compared or don't overlap.</returns>
    public async Task<byte[]?> StripAsync(VideoId id, VideoId other, CancellationToken cancellationToken)
    {
        if (
            await _library.FindAsync(id, cancellationToken) is not { Status: VideoStatus.Ready } video
            || await _fingerprints.FindAsync(id, cancellationToken) is not { } hashes
            || await _fingerprints.FindAsync(other, cancellationToken) is not { } others
            || OverlapOf(id, hashes, other, others) is not { } window
        )
        {
            return null;
        }

        await _slots.WaitAsync(cancellationToken);
        try
        {
            return await _frames.StripAsync(video, FrameStrip.Times(window), cancellationToken);
        }
        catch (FramesUnreadableException)
        {
            // The page shows the pair without frames; the checks of stored files report the damage.
            return null;
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _slots.Dispose();

    // Always compares the same video with the other, so that both get the same overlap.
    private static TimeWindow? OverlapOf(VideoId id, ulong[] hashes, VideoId other, ulong[] others)
    {
        var isFirst = SimilarPairs.Sorted(id, other).First == id;
        var (first, second) = isFirst ? (hashes, others) : (others, hashes);
        return new FingerprintSearch(first).Compare(second)?.Overlap(first.Length, second.Length) is { } overlap
            ? new TimeWindow(isFirst ? overlap.InFirst : overlap.InSecond, overlap.Length)
            : null;
    }
}
