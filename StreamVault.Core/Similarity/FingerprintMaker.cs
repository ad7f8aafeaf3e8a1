using StreamVault.Core.Background;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Similarity;

/// <summary>Makes the fingerprint of a video. Thread-safe.</summary>
internal sealed class FingerprintMaker(StoredFrames frames)
{
    private static readonly FrameFormat Format = new(
        FrameHash.Width,
        FrameHash.Height,
        1 / Fingerprint.Interval.TotalSeconds
    );

    /// <summary>Reads the whole video.</summary>
    /// <param name="video">A ready video.</param>
    /// <param name="run">Asked after each frame whether to continue.</param>
    /// <param name="cancellationToken">Ends FFmpeg.</param>
    /// <returns>The hashes; null if it stopped early.</returns>
    /// <exception cref="FramesUnreadableException">The video can't be read.</exception>
    public async Task<IReadOnlyList<ulong>?> RunAsync(
        Video video,
        BackgroundRun run,
        CancellationToken cancellationToken
    )
    {
        var hashes = new List<ulong>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await frames.ReadAsync(
                video,
                Format,
                window: null,
                async frame =>
                {
                    hashes.Add(FrameHash.Of(frame.Span));
                    if (!await run.ShouldContinueAsync(cancellationToken))
                    {
                        await stop.CancelAsync();
                    }
                },
                stop.Token
            );
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        return hashes.Count > 0
            ? hashes
            : throw new FramesUnreadableException("The stored video has no frame that can be read.");
    }
}
