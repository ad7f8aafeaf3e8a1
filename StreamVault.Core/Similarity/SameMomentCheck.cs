using StreamVault.Core.Entities;

namespace StreamVault.Core.Similarity;

/// <summary>
/// Confirms that two videos with similar fingerprints show the same moment, by comparing what moves in them. Thread-safe.
/// </summary>
internal sealed class SameMomentCheck(StoredFrames frames)
{
    private static readonly FrameFormat Format = new(FrameComparison.Side, FrameComparison.Side, FrameComparison.Rate);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(6);

    // Both videos are read with this margin, since fingerprints are exact only to their interval.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    /// <summary>Reads and compares up to three parts of the overlap.</summary>
    /// <returns>Whether most of them show the same moment.</returns>
    /// <exception cref="FramesUnreadableException">A video can't be read.</exception>
    public async Task<bool> RunAsync(Video first, Video second, Overlap overlap, CancellationToken cancellationToken)
    {
        var windows = WindowsIn(overlap).ToList();
        var confirmed = 0;
        foreach (var (inFirst, inSecond) in windows)
        {
            var firstFrames = await ReadAsync(first, inFirst, cancellationToken);
            var secondFrames = await ReadAsync(second, inSecond, cancellationToken);
            confirmed += FrameComparison.Compare(firstFrames, secondFrames).IsSameMoment ? 1 : 0;
        }

        return confirmed * 2 > windows.Count;
    }

    private static IEnumerable<(TimeWindow First, TimeWindow Second)> WindowsIn(Overlap overlap)
    {
        var length = overlap.Length < Length ? overlap.Length : Length;
        double[] centers = overlap.Length >= Long ? [1.0 / 6, 1.0 / 2, 5.0 / 6] : [1.0 / 2];
        return centers.Select(center =>
        {
            var start = overlap.Length * center - length / 2;
            return (Around(overlap.InFirst + start, length), Around(overlap.InSecond + start, length));
        });
    }

    private static TimeWindow Around(TimeSpan start, TimeSpan length)
    {
        var from = start < Margin ? TimeSpan.Zero : start - Margin;
        return new TimeWindow(from, start + length + Margin - from);
    }

    private async Task<byte[]> ReadAsync(Video video, TimeWindow window, CancellationToken cancellationToken)
    {
        using var pixels = new MemoryStream();
        await frames.ReadAsync(
            video,
            Format,
            window,
            async frame => await pixels.WriteAsync(frame, cancellationToken),
            cancellationToken
        );
        return pixels.ToArray();
    }
}
