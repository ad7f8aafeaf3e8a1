using System.Globalization;

namespace StreamVault.Core.Encoding;

/// <summary>How many pictures of a source were decoded, and how many of those are shown.</summary>
/// <param name="Decoded">Pictures that came out of the decoder.</param>
/// <param name="Shown">Frames of the result that show one of them for the first time; the others are repeats.</param>
internal readonly record struct PictureCount(long Decoded, long Shown)
{
    private const string Time = "pts_time:";

    /// <summary>Prints the time of each decoded picture to a file (ffmpeg-filters, metadata).</summary>
    /// <param name="path">The file.</param>
    public static string Filter(string path) =>
        $"metadata=mode=add:key=at:value=1,metadata=mode=print:key=at:file={FilterText.Value(path)}";

    /// <summary>Counts what <see cref="Filter"/> printed.</summary>
    /// <param name="path">The file; nothing was decoded if there is none.</param>
    /// <param name="chunks">The grid of the result.</param>
    /// <param name="chunk">The chunk: pictures before and behind it belong to its neighbours.</param>
    public static PictureCount Read(string path, ChunkPlan chunks, Chunk chunk)
    {
        var (decoded, shown, next) = (0L, 0L, chunks.SeekFrame(chunk));
        var end = chunk.IsLast ? long.MaxValue : chunk.FirstFrame + chunk.Frames;
        bool IsHere(long frame) => frame >= chunk.FirstFrame && frame < end;
        var any = false;
        foreach (var time in File.Exists(path) ? Times(path) : [])
        {
            // As the filter fps does it: a picture is shown from where the one before it ends to where the next one begins.
            var frame =
                chunks.SeekFrame(chunk) + (long)Math.Round(time * chunks.Rate.PerSecond, MidpointRounding.AwayFromZero);
            decoded += IsHere(frame) ? 1 : 0;
            if (any && frame > next)
            {
                shown += IsHere(next) ? 1 : 0;
                next = frame;
            }

            any = true;
        }

        return new PictureCount(decoded, shown + (any && IsHere(next) ? 1 : 0));
    }

    /// <summary>Both of two parts.</summary>
    public static PictureCount operator +(PictureCount one, PictureCount other) =>
        new(one.Decoded + other.Decoded, one.Shown + other.Shown);

    private static IEnumerable<double> Times(string path)
    {
        foreach (var line in File.ReadLines(path))
        {
            if (
                line.IndexOf(Time, StringComparison.Ordinal) is var at and >= 0
                && double.TryParse(
                    line.AsSpan(at + Time.Length),
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out var time
                )
                && double.IsFinite(time)
            )
            {
                yield return time;
            }
        }
    }
}
