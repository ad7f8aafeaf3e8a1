using System.Globalization;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Ffmpeg;

namespace StreamVault.Core.Encoding.Attempts;

/// <summary>How many frames of a source were decoded, and how many of those are shown.</summary>
/// <param name="Decoded">Decoded frames.</param>
/// <param name="Shown">Frames of the result that show a new source frame; the others are repeats.</param>
internal readonly record struct DecodedFrames(long Decoded, long Shown)
{
    private const string Time = "pts_time:";

    /// <summary>Writes the timestamp of each decoded frame to a file (ffmpeg-filters, metadata).</summary>
    /// <param name="path">The file.</param>
    public static string Filter(string path) =>
        $"metadata=mode=add:key=at:value=1,metadata=mode=print:key=at:file={FilterText.Value(path)}";

    /// <summary>Counts what <see cref="Filter"/> printed.</summary>
    /// <param name="path">The file; nothing was decoded if there is none.</param>
    /// <param name="chunks">The chunks of the result.</param>
    /// <param name="chunk">The chunk; frames before and after it belong to its neighbors.</param>
    public static DecodedFrames Read(string path, ChunkPlan chunks, Chunk chunk)
    {
        var (decoded, shown, next) = (0L, 0L, chunks.SeekFrame(chunk));
        var end = chunk.IsLast ? long.MaxValue : chunk.FirstFrame + chunk.Frames;
        bool IsHere(long frame) => frame >= chunk.FirstFrame && frame < end;
        var any = false;
        foreach (var time in File.Exists(path) ? Times(path) : [])
        {
            // Like the fps filter: a frame is shown from the end of the previous one to the start of the next one.
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

        return new DecodedFrames(decoded, shown + (any && IsHere(next) ? 1 : 0));
    }

    /// <summary>Adds two counts.</summary>
    public static DecodedFrames operator +(DecodedFrames one, DecodedFrames other) =>
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
