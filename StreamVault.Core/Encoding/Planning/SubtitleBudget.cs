using System.Globalization;
using StreamVault.Core.Hls;

namespace StreamVault.Core.Encoding.Planning;

/// <summary>
/// Limits the size of subtitles. A cue is written to every segment in which it is shown, so a small file whose cues all
/// last for minutes could fill the disk. Pure.
/// </summary>
internal static class SubtitleBudget
{
    /// <summary>Maximum number of cues in one segment. Typeset signs and karaoke need a few dozen.</summary>
    public const int MaxCuesPerSegment = 500;

    private const long BaseBytes = 1_000_000;

    // Fast speech has about 20 characters per second; typeset signs repeat theirs in every frame.
    private const long BytesPerSecond = 4_000;

    // The header of a segment, and the timings of a cue.
    private const int SegmentHead = 80;
    private const int CueHead = 32;

    /// <summary>The maximum size of a track, in bytes.</summary>
    /// <param name="length">Length of the video.</param>
    public static long BytesFor(TimeSpan length) => BaseBytes + (long)(BytesPerSecond * length.TotalSeconds);

    /// <returns>Why the track can't be included, as the end of a sentence, and the total size of its segments.</returns>
    /// <param name="cues">All cues of the track.</param>
    /// <param name="starts">The start of each segment.</param>
    /// <param name="length">Length of the video.</param>
    public static (string? Refusal, long Bytes) Of(
        IReadOnlyList<WebVttCue> cues,
        IReadOnlyList<TimeSpan> starts,
        TimeSpan length
    )
    {
        // +1 where a cue appears and -1 after the last segment that shows it.
        var changes = new int[starts.Count + 1];
        var bytes = (long)SegmentHead * starts.Count;
        foreach (var cue in cues.Where(cue => cue.Start < length && cue.End > TimeSpan.Zero))
        {
            var (first, after) = (SegmentAt(starts, cue.Start), FirstFrom(starts, cue.End));
            changes[first]++;
            changes[after]--;
            bytes += (after - first) * (long)(CueHead + System.Text.Encoding.UTF8.GetByteCount(cue.Text));
        }

        var (shown, most) = (0, 0);
        foreach (var change in changes)
        {
            shown += change;
            most = Math.Max(most, shown);
        }

        return (
            most > MaxCuesPerSegment ? $"it shows {most:#,0} cues at once, and the limit is {MaxCuesPerSegment}"
            : bytes > BytesFor(length) ? TooLarge(bytes, length)
            : null,
            bytes
        );
    }

    /// <summary>The refusal of a track that is larger than its budget.</summary>
    public static string TooLarge(long bytes, TimeSpan length) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"it would take {bytes / 1e6:0.0} MB or more, and the limit for this length is {BytesFor(length) / 1e6:0.0} MB"
        );

    private static int SegmentAt(IReadOnlyList<TimeSpan> starts, TimeSpan time) =>
        Math.Max(0, FirstAfter(starts, start => start > time) - 1);

    private static int FirstFrom(IReadOnlyList<TimeSpan> starts, TimeSpan time) =>
        FirstAfter(starts, start => start >= time);

    private static int FirstAfter(IReadOnlyList<TimeSpan> starts, Func<TimeSpan, bool> isAfter)
    {
        var (low, high) = (0, starts.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = isAfter(starts[middle]) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
