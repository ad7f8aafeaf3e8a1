using System.Globalization;
using StreamVault.Core.Encoding.Attempts;
using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Media;

namespace StreamVault.Core.Encoding.Verification;

/// <summary>
/// Finds out what is missing of a damaged picture. The encoder shows the last good picture over every hole, so only the
/// source can tell: what was complained about is decoded once more, and detector are where no picture comes out.
/// </summary>
internal sealed class DamageSearch(FfprobeProcess ffprobe)
{
    private static readonly TimeSpan MinEnd = TimeSpan.FromSeconds(0.5);

    /// <returns>What is missing; null if nothing, or next to nothing.</returns>
    /// <param name="work">The attempt.</param>
    /// <param name="frames">How many frames each chunk holds.</param>
    /// <param name="cancellationToken">Stops FFprobe.</param>
    /// <exception cref="FfmpegMissingException">There is no FFmpeg at present.</exception>
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

        await work.Meter.EnterAsync("Looking for what is damaged", cancellationToken);
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

    // Behind the last place that the index knows nothing is found again. A header may promise a little too much; only
    // together with a complaint something is missing.
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

    // Where exactly within the chunk nobody tells.
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
