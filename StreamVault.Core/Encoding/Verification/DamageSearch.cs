using System.Globalization;
using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Verification;

/// <summary>
/// Finds missing frames in damaged video. The encoder repeats the last good frame in every gap, so only the source shows
/// them: chunks for which FFmpeg reported errors are decoded again, and gaps are where no frame comes out.
/// </summary>
internal sealed class DamageSearch(FfprobeProcess ffprobe)
{
    private static readonly TimeSpan MinEnd = TimeSpan.FromSeconds(0.5);

    /// <returns>The damage; null if there is none, or almost none.</returns>
    /// <param name="work">The attempt.</param>
    /// <param name="frames">The number of frames in each chunk.</param>
    /// <param name="cancellationToken">Stops FFprobe.</param>
    /// <exception cref="FfmpegMissingException">FFmpeg is missing.</exception>
    public async Task<FrameDamage?> FindAsync(
        EncodeWork work,
        IReadOnlyList<long> frames,
        CancellationToken cancellationToken
    )
    {
        var damaged = Enumerable.Range(0, frames.Count).Where(work.Folder.IsDamaged).ToList();
        var missingEnd = MissingEnd(work, frames);
        if (damaged.Count == 0)
        {
            return missingEnd;
        }

        await work.Meter.EnterAsync("Searching for damage", cancellationToken);
        var rate = work.Plan.Chunks.Rate;
        var detector = new MissingFrameDetector(work.Plan.Video);
        foreach (var index in damaged)
        {
            var first = work.Plan.Chunks[index].FirstFrame;
            var end = Math.Min(first + frames[index], work.Plan.Chunks.TotalFrames - work.Plan.Chunks.TailFrames);
            var (from, to) = (rate.TimeOf(first), rate.TimeOf(end));
            detector.Begin(from, to);
            await ReadAsync(work, from, to, detector, cancellationToken);
            detector.Finish();
        }

        return detector.Damage is { } found
            ? found.And(missingEnd)
            : missingEnd ?? CorruptFrames(work, frames, damaged);
    }

    // Nothing can be found after the last entry of the index. A header may declare slightly too much, so something is
    // missing only if FFmpeg also reported errors.
    private static FrameDamage? MissingEnd(EncodeWork work, IReadOnlyList<long> frames)
    {
        var (end, expected) = (work.Plan.Chunks.Rate.TimeOf(frames.Sum()), work.Plan.Chunks.Duration);
        return
            expected - end > MinEnd
            && !Warnings.EndsEarly(expected, end)
            && (work.Folder.IsDamaged(frames.Count - 1) || work.Folder.IsDamaged(frames.Count))
            ? new FrameDamage(expected - end, end, expected, 1)
            : null;
    }

    // The position within the chunk is unknown.
    private static FrameDamage? CorruptFrames(EncodeWork work, IReadOnlyList<long> frames, List<int> damaged) =>
        damaged.Where(work.Folder.HasCorruptFrames).ToList() is [var first, ..] all
            ? new FrameDamage(
                TimeSpan.Zero,
                work.Plan.Chunks.Rate.TimeOf(work.Plan.Chunks[first].FirstFrame),
                work.Plan.Chunks.Rate.TimeOf(work.Plan.Chunks[all[^1]].FirstFrame + frames[all[^1]]),
                0
            )
            : null;

    private async Task ReadAsync(
        EncodeWork work,
        TimeSpan from,
        TimeSpan to,
        MissingFrameDetector detector,
        CancellationToken cancellationToken
    )
    {
        var start = work.Plan.FileStart;
        var margin = TimeSpan.FromSeconds(2);
        var begin = from > margin ? FfmpegText.Seconds(start + from - margin) : "";
        await ffprobe.ReadLinesAsync(
            [
                .. (string[])["-v", "quiet", .. SafeInput.Limits],
                .. (string[])["-select_streams", work.Plan.Video.Index.ToString(CultureInfo.InvariantCulture)],
                .. (string[])["-read_intervals", $"{begin}%{FfmpegText.Seconds(start + to + margin)}"],
                .. (string[])["-show_entries", "packet=pts_time:frame=best_effort_timestamp_time", "-of", "csv"],
                SafeInput.Url(work.Source),
            ],
            line => Feed(detector, line, start),
            cancellationToken
        );
    }

    private static void Feed(MissingFrameDetector detector, string line, TimeSpan start)
    {
        if (line.Split(',') is ["packet" or "frame", var time, ..] fields && FfprobeReport.Seconds(time) is { } at)
        {
            if (fields[0] == "packet")
            {
                detector.AddPacket(at - start);
            }
            else
            {
                detector.AddFrame(at - start);
            }
        }
    }
}
